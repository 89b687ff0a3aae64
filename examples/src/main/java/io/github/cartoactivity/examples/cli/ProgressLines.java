package io.github.cartoactivity.examples.cli;

import io.github.cartoactivity.client.ActivityJob;
import io.github.cartoactivity.client.JobRequest;
import io.github.cartoactivity.client.ProgressListener;
import io.github.cartoactivity.client.SignedLink;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Tells what an export does, a line for each step. Thread-safe. */
final class ProgressLines implements ProgressListener {
    private final Console console;
    private final List<String> jobs = new ArrayList<>();
    private int files;
    private int filesFinished;

    ProgressLines(Console console) {
        this.console = console;
    }

    @Override
    public synchronized void jobCreated(String jobId, JobRequest request) {
        console.note(job(jobId) + ": created for " + request.range().from() + " to "
                + request.range().last());
    }

    @Override
    public synchronized void jobFinished(ActivityJob job) {
        files += job.links().size();
        console.note(job(job.id()) + ": " + job.statusName() + ", "
                + Figures.count(job.links().size(), "file"));
    }

    /** Jobs are numbered as they are first heard of; one of an earlier run may never be created in this one. */
    private String job(String id) {
        if (!jobs.contains(id)) {
            jobs.add(id);
        }
        return "job " + (jobs.indexOf(id) + 1);
    }

    @Override
    public synchronized void fileFinished(SignedLink link, long bytes) {
        filesFinished++;
        console.note("file " + filesFinished + " of " + files + ": "
                + link.category().wireName() + ", " + Figures.bytes(bytes));
    }

    @Override
    public synchronized void retrying(String what, int attempt, Duration wait) {
        console.note(what + ": attempt " + attempt + " in " + Figures.time(wait));
    }
}
