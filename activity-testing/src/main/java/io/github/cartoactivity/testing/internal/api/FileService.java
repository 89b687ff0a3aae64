package io.github.cartoactivity.testing.internal.api;

import io.github.cartoactivity.model.ExportFormat;
import io.github.cartoactivity.testing.FileFault;
import io.github.cartoactivity.testing.FileFault.ExpireLink;
import io.github.cartoactivity.testing.FileFault.GzipTranscoded;
import io.github.cartoactivity.testing.HashHeaders;
import io.github.cartoactivity.testing.internal.faults.Faults;
import io.github.cartoactivity.testing.internal.files.ExportFile;
import io.github.cartoactivity.testing.internal.files.ObjectStore;
import io.github.cartoactivity.testing.internal.files.SignedLinks;
import io.github.cartoactivity.testing.internal.files.StoredObject;
import io.github.cartoactivity.testing.internal.http.Body;
import io.github.cartoactivity.testing.internal.http.Delivery;
import io.github.cartoactivity.testing.internal.http.Request;
import io.github.cartoactivity.testing.internal.http.Response;
import java.io.IOException;
import java.util.Optional;

/** {@code GET /files/...}: the storage service behind the signed links. */
final class FileService implements Service {
    private final SignedLinks links;
    private final ObjectStore store;
    private final HashHeaders hashes;

    FileService(SignedLinks links, ObjectStore store, HashHeaders hashes) {
        this.links = links;
        this.store = store;
        this.hashes = hashes;
    }

    @Override
    public Response answer(Request request, Faults faults) {
        if (request.headers().first("Authorization").isPresent()) {
            return Answers.storageError(400, "InvalidArgument", "Only one auth mechanism allowed");
        }
        Optional<ExportFile> file = links.file(request.query());
        Optional<ExpireLink> expired = faults.first(ExpireLink.class);
        if (file.isPresent() && expired.isPresent()) {
            links.expire(file.get());
            return expired(expired.get().style());
        }
        return switch (links.check(request.path(), request.query())) {
            case FORGED -> Answers.storageError(403, "SignatureDoesNotMatch", "The signature is not known.");
            case EXPIRED -> expired(ExpireLink.Refusal.GOOGLE);
            case VALID -> content(request, file.orElseThrow(), faults);
        };
    }

    private static Response expired(ExpireLink.Refusal style) {
        return switch (style) {
            case GOOGLE -> Answers.storageError(400, "ExpiredToken", "Invalid argument.");
            case AMAZON -> Answers.storageError(403, "AccessDenied", "Request has expired");
        };
    }

    private Response content(Request request, ExportFile file, Faults faults) {
        try {
            if (faults.has(FileFault.ChangeObject.class)) {
                store.change(file);
            }
            Optional<GzipTranscoded> transcoded = faults.first(GzipTranscoded.class);
            return transcoded.isPresent()
                    ? transcoded(file, transcoded.get())
                    : new FileReply(file, store.plain(file), hashes, faults).answer(request);
        } catch (IOException | RuntimeException e) {
            return Answers.storageError(500, "InternalError", "The file could not be written: " + e.getMessage());
        }
    }

    private Response transcoded(ExportFile file, GzipTranscoded fault) throws IOException {
        StoredObject stored = store.compressed(file);
        StoredObject plain = store.plain(file);
        Response response = switch (fault.decoder()) {
            case CLIENT ->
                Response.of(200, contentType(file), Body.of(stored.file(), 0, stored.length()))
                        .header("Content-Encoding", "gzip");
            case SERVER ->
                Response.of(200, contentType(file), Body.of(plain.file(), 0, plain.length()))
                        .header("Warning", "214 UploadServer gunzipped");
        };
        return FileReply.identified(response, stored, hashes)
                .header("x-goog-stored-content-encoding", "gzip")
                .header("x-goog-stored-content-length", Long.toString(stored.length()))
                .delivered(Delivery.NORMAL.framed(Delivery.Framing.CHUNKED));
    }

    static String contentType(ExportFile file) {
        if (file.path().endsWith(".gz")) {
            return "application/gzip";
        }
        return file.format() == ExportFormat.CSV ? "text/csv" : "application/octet-stream";
    }
}
