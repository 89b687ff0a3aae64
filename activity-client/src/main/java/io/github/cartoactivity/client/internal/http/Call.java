package io.github.cartoactivity.client.internal.http;

import io.github.cartoactivity.client.ProgressListener;
import org.jspecify.annotations.Nullable;

/** What the user is waiting for: what is being done, until when, how it is called off, and who hears of it. */
public record Call(Operation operation, Deadline deadline, CancelScope scope, ProgressListener listener) {

    /** The same call, with this step of it as what is being done. */
    public Call doing(Operation step) {
        return new Call(step, deadline, scope, listener);
    }

    /** The same call with another way to call it off, for a part of it. */
    public Call in(CancelScope part) {
        return new Call(operation, deadline, part, listener);
    }

    public @Nullable String jobId() {
        return operation.context().get("jobId");
    }
}
