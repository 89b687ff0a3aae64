package io.github.cartoactivity.client.internal.download;

import io.github.cartoactivity.client.error.DownloadException;
import io.github.cartoactivity.client.error.IntegrityException;
import io.github.cartoactivity.client.internal.http.AttemptFailure;
import io.github.cartoactivity.client.internal.http.Call;
import io.github.cartoactivity.client.spi.PrivateFiles;
import io.github.cartoactivity.model.ExportFormat;
import java.io.EOFException;
import java.io.IOException;
import java.net.http.HttpHeaders;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/** Checks a file of which all bytes are here against what was announced, then gives it its name. */
final class ArrivalCheck {
    private static final ByteBuffer PARQUET_MARK =
            ByteBuffer.wrap("PAR1".getBytes(StandardCharsets.US_ASCII)).asReadOnlyBuffer();
    private static final int MARK_BYTES = 4;

    private final Call call;
    private final PartFile part;
    private final @Nullable ExportFormat expected;
    private boolean damagedBefore;

    ArrivalCheck(Call call, PartFile part, @Nullable ExportFormat expected) {
        this.call = call;
        this.part = part;
        this.expected = expected;
    }

    Path finish(HttpHeaders announced) {
        boolean gzip = announced.firstValue("content-encoding").orElse("").equalsIgnoreCase("gzip");
        try {
            refusePages(announced);
            checkHash(announced);
            ExportFormat format = checkFormat(gzip);
            checkEnd(announced, format, gzip);
            return part.finish(format, gzip, this::stopIfCancelled);
        } catch (ZipException e) {
            throw damaged("it cannot be unpacked");
        } catch (EOFException e) {
            throw damaged("what is packed in it has no end");
        } catch (IOException e) {
            throw PrivateFiles.failure("The file cannot be written", part.whole(), e);
        }
    }

    /** Reading a large file through takes long. */
    private void stopIfCancelled() {
        if (call.scope().isCancelled()) {
            throw new CancellationException("The download was cancelled");
        }
    }

    /** Whether the last bytes are those of a Parquet file. */
    static boolean endsAsParquet(Path file) throws IOException {
        try (SeekableByteChannel channel = Files.newByteChannel(file)) {
            channel.position(Math.max(0, channel.size() - MARK_BYTES));
            ByteBuffer end = ByteBuffer.allocate(MARK_BYTES);
            while (end.hasRemaining() && channel.read(end) >= 0) {
                // Reads on.
            }
            return end.flip().equals(PARQUET_MARK);
        }
    }

    private void refusePages(HttpHeaders announced) {
        String type = announced.firstValue("content-type").orElse("").toLowerCase(Locale.ROOT);
        if (type.startsWith("text/html")) {
            throw AttemptFailure.useless(new DownloadException(
                    call.operation()
                            .failed(
                                    "a web page came instead of the file",
                                    "Look for a proxy or a login page in between"),
                    null));
        }
    }

    private void checkHash(HttpHeaders announced) throws IOException {
        Optional<String> mismatch = Checksums.of(announced).mismatch(part.path(), part.crc32c(), this::stopIfCancelled);
        if (mismatch.isPresent()) {
            throw damaged(mismatch.get());
        }
    }

    private ExportFormat checkFormat(boolean gzip) throws IOException {
        ByteBuffer head = gzip ? ByteBuffer.wrap(Gunzip.head(part.path(), MARK_BYTES)) : part.read(0, MARK_BYTES);
        ExportFormat arrived = head.equals(PARQUET_MARK) ? ExportFormat.PARQUET : ExportFormat.CSV;
        if (expected != null && expected != arrived) {
            throw damaged("it is no " + expected);
        }
        return arrived;
    }

    private void checkEnd(HttpHeaders announced, ExportFormat format, boolean gzip) throws IOException {
        if (format == ExportFormat.PARQUET) {
            ByteBuffer tail = part.read(Math.max(0, part.length() - MARK_BYTES), MARK_BYTES);
            if (!gzip && !tail.equals(PARQUET_MARK)) {
                throw damaged("it does not end as a Parquet file does");
            }
            return;
        }
        boolean lengthKnown = announced.firstValue("content-length").isPresent()
                || announced.firstValue("transfer-encoding").isPresent();
        if (lengthKnown || !Checksums.of(announced).isEmpty()) {
            return;
        }
        if (!Gunzip.isPacked(part.read(0, 2))) {
            throw refused(
                    "the length of the file is unverified, neither it nor a checksum was announced",
                    "Export as Parquet, whose end tells that it is whole, or look for a proxy that leaves out"
                            + " Content-Length");
        }
        Gunzip.check(part.path(), this::stopIfCancelled);
    }

    private AttemptFailure damaged(String how) {
        return refused(
                "the file arrived damaged, " + how, "Export again, and if that does not help ask CARTO's support");
    }

    /** The first time it is fetched again, the second time it is given up. */
    private AttemptFailure refused(String why, String advice) {
        IntegrityException error = new IntegrityException(call.operation().failed(why, advice), null);
        if (damagedBefore) {
            return AttemptFailure.useless(error);
        }
        damagedBefore = true;
        return AttemptFailure.harmless(error);
    }
}
