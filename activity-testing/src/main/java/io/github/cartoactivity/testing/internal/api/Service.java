package io.github.cartoactivity.testing.internal.api;

import io.github.cartoactivity.testing.internal.faults.Faults;
import io.github.cartoactivity.testing.internal.http.Request;
import io.github.cartoactivity.testing.internal.http.Response;

/** Carries out the requests of one endpoint; called from many threads at once. */
@FunctionalInterface
interface Service {

    /** The answer, with those faults in it that only this endpoint knows. */
    Response answer(Request request, Faults faults);
}
