package io.github.cartoactivity.testing.internal.api;

import io.github.cartoactivity.testing.FileFault;
import io.github.cartoactivity.testing.FileFault.WrongContentRange;
import io.github.cartoactivity.testing.HashHeaders;
import io.github.cartoactivity.testing.internal.faults.Faults;
import io.github.cartoactivity.testing.internal.files.ExportFile;
import io.github.cartoactivity.testing.internal.files.StoredObject;
import io.github.cartoactivity.testing.internal.http.Body;
import io.github.cartoactivity.testing.internal.http.Request;
import io.github.cartoactivity.testing.internal.http.Response;
import java.util.Optional;

/** One answer with a file, or with a part of it. */
final class FileReply {
    private static final String BOUNDARY = "fake_carto_part";
    private static final String NO_CRC32C = "AAAAAA==";
    private static final String NO_MD5 = "AAAAAAAAAAAAAAAAAAAAAA==";

    private final ExportFile file;
    private final StoredObject object;
    private final HashHeaders hashes;
    private final Faults faults;

    FileReply(ExportFile file, StoredObject object, HashHeaders hashes, Faults faults) {
        this.file = file;
        this.object = object;
        this.hashes = hashes;
        this.faults = faults;
    }

    Response answer(Request request) {
        Optional<ByteRange> range = range(request);
        Response response;
        if (faults.has(FileFault.RangeNotSatisfiable.class)
                || range.filter(part -> !part.isSatisfiable()).isPresent()) {
            return Answers.storageError(416, "InvalidRange", "The requested range cannot be satisfied.")
                    .header("Content-Range", "bytes */" + object.length());
        } else if (range.isEmpty()) {
            response = Response.of(200, FileService.contentType(file), bytes(new ByteRange(0, object.length() - 1)));
        } else if (faults.has(FileFault.MultipartRange.class)) {
            response = multipart(range.get());
        } else {
            response = part(range.get());
        }
        return withEtag(identified(response, described(), hashes).header("Accept-Ranges", "bytes"));
    }

    /** Adds the headers that name the stored bytes. */
    static Response identified(Response response, StoredObject object, HashHeaders hashes) {
        Response named =
                response.header("ETag", object.etag()).header("x-goog-generation", Long.toString(object.generation()));
        String crc32c = "crc32c=" + object.crc32c();
        String md5 = "md5=" + object.md5();
        return switch (hashes) {
            case GOOGLE -> named.header("x-goog-hash", crc32c + "," + md5);
            case GOOGLE_TWO_LINES -> named.header("x-goog-hash", crc32c).alsoHeader("x-goog-hash", md5);
            case CONTENT_MD5 -> named.header("Content-MD5", object.md5());
            case NONE -> named;
        };
    }

    private Optional<ByteRange> range(Request request) {
        Optional<String> condition = request.headers().first("If-Range");
        boolean stale = condition.isPresent()
                && !condition.get().equals(object.etag())
                && !faults.has(FileFault.IgnoreIfRange.class);
        if (stale || faults.has(FileFault.IgnoreRange.class)) {
            return Optional.empty();
        }
        return request.headers().first("Range").flatMap(header -> ByteRange.parse(header, object.length()));
    }

    private Response part(ByteRange range) {
        Response response = Response.of(206, FileService.contentType(file), bytes(range));
        Optional<WrongContentRange> wrong = faults.first(WrongContentRange.class);
        if (wrong.isEmpty()) {
            return response.header("Content-Range", contentRange(range, object.length()));
        }
        return switch (wrong.get().mistake()) {
            case START ->
                response.header(
                        "Content-Range", contentRange(new ByteRange(range.from() + 1, range.to()), object.length()));
            case TOTAL -> response.header("Content-Range", contentRange(range, object.length() + 1));
            case MISSING -> response;
        };
    }

    private Response multipart(ByteRange range) {
        String head = "--" + BOUNDARY + "\r\nContent-Type: " + FileService.contentType(file) + "\r\nContent-Range: "
                + contentRange(range, object.length()) + "\r\n\r\n";
        Body body = Body.of("\r\n--" + BOUNDARY + "--\r\n").after(bytes(range)).after(Body.of(head));
        return Response.of(206, "multipart/byteranges; boundary=" + BOUNDARY, body);
    }

    private static String contentRange(ByteRange range, long total) {
        return "bytes " + range.from() + "-" + range.to() + "/" + total;
    }

    private Body bytes(ByteRange range) {
        Body body = Body.of(object.file(), range.from(), range.length());
        return faults.first(FileFault.CorruptByte.class)
                .map(fault -> body.withFlippedByte(fault.atByte() - range.from()))
                .orElse(body);
    }

    private StoredObject described() {
        return faults.has(FileFault.WrongHash.class)
                ? new StoredObject(
                        object.file(), object.length(), NO_CRC32C, NO_MD5, object.etag(), object.generation())
                : object;
    }

    private Response withEtag(Response response) {
        if (faults.has(FileFault.NoEtag.class)) {
            return response.withoutHeader("ETag");
        }
        return faults.has(FileFault.WeakEtag.class) ? response.header("ETag", "W/" + object.etag()) : response;
    }
}
