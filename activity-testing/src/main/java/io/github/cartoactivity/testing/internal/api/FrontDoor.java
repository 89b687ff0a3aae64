package io.github.cartoactivity.testing.internal.api;

import io.github.cartoactivity.testing.Endpoint;
import io.github.cartoactivity.testing.Fault;
import io.github.cartoactivity.testing.Hangup;
import io.github.cartoactivity.testing.RecordedRequest;
import io.github.cartoactivity.testing.WireFault;
import io.github.cartoactivity.testing.internal.faults.Deliveries;
import io.github.cartoactivity.testing.internal.faults.Faults;
import io.github.cartoactivity.testing.internal.faults.Refusals;
import io.github.cartoactivity.testing.internal.files.ExportFile;
import io.github.cartoactivity.testing.internal.files.SignedLinks;
import io.github.cartoactivity.testing.internal.http.Request;
import io.github.cartoactivity.testing.internal.http.Response;
import io.github.cartoactivity.testing.internal.http.ResponseWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Function;

/** What every request goes through: written down, perhaps refused, carried out, perhaps spoiled on the way back. */
final class FrontDoor {
    private final Journal journal;
    private final Refusals refusals;
    private final SignedLinks links;
    private final Function<RecordedRequest, Fault> script;

    FrontDoor(Journal journal, Refusals refusals, SignedLinks links, Function<RecordedRequest, Fault> script) {
        this.journal = journal;
        this.refusals = refusals;
        this.links = links;
        this.script = script;
    }

    void pass(Endpoint endpoint, Service service, Request request, ResponseWriter out)
            throws IOException, InterruptedException {
        int inFlight = journal.begin(endpoint);
        try {
            int fileNumber = links.file(request.query()).map(ExportFile::number).orElse(0);
            RecordedRequest recorded = journal.record(endpoint, request, fileNumber);
            Optional<Response> wall = refusals.standingWall(endpoint);
            if (wall.isPresent()) {
                out.send(wall.get());
                return;
            }
            Faults faults = Faults.of(script.apply(recorded));
            Optional<Hangup> lost = faults.first(WireFault.LoseRequest.class).map(WireFault.LoseRequest::how);
            if (lost.isPresent()) {
                out.hangUp(lost.get() == Hangup.RESET);
            } else if (faults.has(WireFault.NotHttp.class)) {
                out.sendRaw("\u0016\u0003\u0001 this is no HTTP\r\n".getBytes(StandardCharsets.UTF_8));
            } else {
                reply(endpoint, service, request, faults, inFlight, out);
            }
        } finally {
            journal.end(endpoint);
        }
    }

    private void reply(
            Endpoint endpoint, Service service, Request request, Faults faults, int inFlight, ResponseWriter out)
            throws IOException, InterruptedException {
        Response response = faults.each(WireFault.class)
                .flatMap(fault -> refusals.of(fault, endpoint, inFlight).stream())
                .findFirst()
                .orElseGet(() -> service.answer(request, faults));
        for (WireFault fault : faults.each(WireFault.class).toList()) {
            response = Deliveries.of(fault, response);
        }
        for (WireFault.Held held : faults.each(WireFault.Held.class).toList()) {
            held.gate().pass();
        }
        out.send(response);
    }
}
