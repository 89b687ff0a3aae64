package io.github.cartoactivity.testing.internal.api;

import io.github.cartoactivity.model.ExportCategory;
import io.github.cartoactivity.model.ExportFormat;
import io.github.cartoactivity.testing.FakeJob;
import io.github.cartoactivity.testing.FakeJob.State;
import io.github.cartoactivity.testing.JobFault;
import io.github.cartoactivity.testing.internal.faults.Faults;
import io.github.cartoactivity.testing.internal.files.ExportFile;
import io.github.cartoactivity.testing.internal.files.SignedLinks;
import io.github.cartoactivity.testing.internal.http.Request;
import io.github.cartoactivity.testing.internal.http.Response;
import io.github.cartoactivity.testing.internal.text.Json;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** The three endpoints of jobs: create, get, cancel. Thread-safe. */
public final class JobService {
    private static final String PATH = "/activity-data-jobs/";

    private final Settings settings;
    private final Access access;
    private final SignedLinks links;
    private final URI filesOrigin;
    private final RangeRules rules;
    private final JobFiles jobFiles;
    private final JobAnswer answer;
    private final Map<String, Job> byId = new ConcurrentHashMap<>();
    private final List<Job> inOrder = new CopyOnWriteArrayList<>();

    JobService(Settings settings, Access access, SignedLinks links, URI filesOrigin) {
        this.settings = settings;
        this.access = access;
        this.links = links;
        this.filesOrigin = filesOrigin;
        this.rules = new RangeRules(settings.organisation().created(), settings.endDate(), settings.clock());
        this.jobFiles = new JobFiles(settings, rules);
        this.answer = new JobAnswer(settings.shape());
    }

    /** All jobs so far, in the order in which they were made. */
    public List<FakeJob> jobs() {
        return inOrder.stream().map(Job::snapshot).toList();
    }

    Response create(Request request, Faults faults) {
        Optional<Response> refusal = access.refusal(request);
        if (refusal.isPresent()) {
            return refusal.get();
        }
        try {
            JobRequest wanted = JobRequest.parse(request.body());
            rules.check(wanted.range());
            Job job = add(wanted);
            job.suffer(faults);
            return quirky(201, answer.of(job.id(), State.PENDING), faults);
        } catch (InvalidJobException e) {
            return Answers.error(400, String.valueOf(e.getMessage()));
        }
    }

    Response get(Request request, Faults faults) {
        Optional<Response> refusal = access.refusal(request);
        if (refusal.isPresent()) {
            return refusal.get();
        }
        Job job = byId.get(request.path().substring(PATH.length()));
        if (job == null) {
            return notFound();
        }
        job.suffer(faults);
        return job.poll() ? quirky(200, fields(job, faults), faults) : notFound();
    }

    Response cancel(Request request, Faults faults) {
        Optional<Response> refusal = access.refusal(request);
        if (refusal.isPresent()) {
            return refusal.get();
        }
        String path = request.path();
        Job job = byId.get(path.substring(PATH.length(), path.length() - "/cancel".length()));
        if (job == null) {
            return notFound();
        }
        return job.cancel()
                ? quirky(200, answer.of(job.id(), State.CANCELLED), faults)
                : Answers.error(400, "The job has already finished");
    }

    private Job add(JobRequest wanted) {
        String id = UUID.randomUUID().toString();
        Instant now = settings.clock().instant();
        Job job = new Job(id, wanted, now, settings.pollsUntilDone(), jobFiles.of(id, wanted, now));
        if (wanted.format() == ExportFormat.PARQUET && settings.encoder() == null) {
            job.fail("FakeCarto was started without a ParquetEncoder, so it can export CSV only");
        }
        byId.put(id, job);
        inOrder.add(job);
        return job;
    }

    private Map<String, Object> fields(Job job, Faults faults) {
        State state = job.snapshot().state();
        Map<String, Object> fields = state == State.SUCCESS && !faults.has(JobFault.NoLinks.class)
                ? answer.of(job.id(), state, urls(job, faults))
                : answer.of(job.id(), state);
        if (state == State.FAILURE && !job.reason().isEmpty()) {
            fields.put("error", job.reason());
        }
        faults.first(JobFault.UnknownStatus.class).ifPresent(fault -> {
            fields.keySet().remove(settings.shape().container());
            fields.put("status", fault.text());
        });
        return fields;
    }

    private Map<ExportCategory, List<String>> urls(Job job, Faults faults) {
        URI origin = faults.first(JobFault.LinksElsewhere.class)
                .map(JobFault.LinksElsewhere::origin)
                .orElse(filesOrigin);
        Optional<String> name = faults.first(JobFault.LinkNames.class).map(JobFault.LinkNames::name);
        Map<ExportCategory, List<String>> urls = new LinkedHashMap<>();
        for (ExportFile file : job.files()) {
            String path = name.map(hostile -> "/files/" + job.id() + "/" + file.number() + "/" + hostile)
                    .orElse(file.path());
            urls.computeIfAbsent(file.category(), category -> new ArrayList<>()).add(origin + links.issue(file, path));
        }
        if (faults.has(JobFault.LinksReversed.class)) {
            urls.values().forEach(Collections::reverse);
        }
        return urls;
    }

    private Response quirky(int status, Map<String, Object> fields, Faults faults) {
        return faults.first(JobFault.OddAnswer.class)
                .map(odd -> quirky(status, fields, odd.quirk()))
                .orElseGet(() -> Answers.json(status, fields));
    }

    private Response quirky(int status, Map<String, Object> fields, JobFault.Quirk quirk) {
        String container = settings.shape().container();
        switch (quirk) {
            case ID_MISSING -> fields.remove(settings.shape().idKey());
            case STATUS_MISSING -> fields.remove("status");
            case UNKNOWN_FIELDS -> {
                fields.put("progress", Map.of("percent", 12.5));
                fields.put("etag", List.of(1, "two", Map.of()));
            }
            case UNKNOWN_CATEGORY ->
                fields.computeIfPresent(
                        container, (key, links) -> answer.withStranger(links, filesOrigin + "/files/stranger"));
            case BROKEN_LINK ->
                fields.computeIfPresent(
                        container, (key, links) -> Map.of(ExportCategory.ACTIVITY.wireName(), "ht!tp://not a url"));
            case NOT_AN_OBJECT -> {
                return Answers.json(status, List.of(fields));
            }
            case CUT_JSON -> {
                String text = Json.text(fields);
                return Answers.jsonText(status, text.substring(0, text.length() / 2));
            }
        }
        return Answers.json(status, fields);
    }

    private static Response notFound() {
        return Answers.error(404, "Job not found");
    }
}
