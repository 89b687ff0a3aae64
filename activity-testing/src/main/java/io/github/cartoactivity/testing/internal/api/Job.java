package io.github.cartoactivity.testing.internal.api;

import io.github.cartoactivity.testing.FakeJob;
import io.github.cartoactivity.testing.FakeJob.State;
import io.github.cartoactivity.testing.JobFault;
import io.github.cartoactivity.testing.internal.faults.Faults;
import io.github.cartoactivity.testing.internal.files.ExportFile;
import java.time.Instant;
import java.util.List;

/** A job on its way from pending to its end; each poll takes it one step further. Thread-safe. */
final class Job {
    private final String id;
    private final JobRequest request;
    private final Instant createdAt;
    private final int pollsUntilDone;
    private final List<ExportFile> files;
    private State state = State.PENDING;
    private String reason = "";
    private int polls;
    private int pollsNotFound;

    Job(String id, JobRequest request, Instant createdAt, int pollsUntilDone, List<ExportFile> files) {
        this.id = id;
        this.request = request;
        this.createdAt = createdAt;
        this.pollsUntilDone = pollsUntilDone;
        this.files = List.copyOf(files);
    }

    String id() {
        return id;
    }

    List<ExportFile> files() {
        return files;
    }

    /** Why it failed; empty where nobody said. */
    synchronized String reason() {
        return reason;
    }

    synchronized FakeJob snapshot() {
        return new FakeJob(id, request.range(), request.categories(), request.format(), state, polls, createdAt);
    }

    /** Lets faults decide how it ends. */
    synchronized void suffer(Faults faults) {
        faults.first(JobFault.Fails.class).ifPresent(fault -> fail(fault.reason()));
        faults.first(JobFault.CancelledByServer.class).ifPresent(fault -> state = State.CANCELLED);
        faults.first(JobFault.NotFoundYet.class).ifPresent(fault -> pollsNotFound = fault.polls());
    }

    synchronized void fail(String why) {
        state = State.FAILURE;
        reason = why;
    }

    /** One poll; false while the job cannot be found yet. */
    synchronized boolean poll() {
        polls++;
        if (polls <= pollsNotFound) {
            return false;
        }
        int step = polls - pollsNotFound;
        if (!state.isFinal() && step > 0) {
            state = step >= pollsUntilDone ? State.SUCCESS : step == 1 ? State.PENDING : State.RUNNING;
        }
        return true;
    }

    /** Gives the job up; false when it has ended already. */
    synchronized boolean cancel() {
        if (state.isFinal()) {
            return false;
        }
        state = State.CANCELLED;
        return true;
    }
}
