package io.github.cartoactivity.testing.internal.files;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** Gives out signed links and knows which still work. Thread-safe. */
public final class SignedLinks {
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final Clock clock;
    private final Duration lifetime;
    private final Supplier<String> signatures;
    private final Map<String, Link> links = new ConcurrentHashMap<>();

    private record Link(String path, ExportFile file, Instant end) {}

    /** What a link is good for. */
    public enum Validity {
        /** It works. */
        VALID,
        /** Its time is over. */
        EXPIRED,
        /** It was never given out. */
        FORGED
    }

    /** Links that live for a while; each signature is taken from a supplier. */
    public SignedLinks(Clock clock, Duration lifetime, Supplier<String> signatures) {
        this.clock = clock;
        this.lifetime = lifetime;
        this.signatures = signatures;
    }

    /** A fresh link to a file: path and query. */
    public String issue(ExportFile file, String path) {
        Instant now = clock.instant();
        String signature = signatures.get();
        links.put(signature, new Link(path, file, now.plus(lifetime)));
        String date = DATE.format(now);
        return path + "?X-Goog-Algorithm=GOOG4-RSA-SHA256"
                + "&X-Goog-Credential=exporter%40fake-carto.iam.gserviceaccount.com%2F" + date.substring(0, 8)
                + "%2Fauto%2Fstorage%2Fgoog4_request"
                + "&X-Goog-Date=" + date
                + "&X-Goog-Expires=" + lifetime.toSeconds()
                + "&X-Goog-SignedHeaders=host&X-Goog-Signature=" + signature;
    }

    /** What a link is good for now. */
    public Validity check(String path, Map<String, String> query) {
        Link link = links.get(query.getOrDefault("X-Goog-Signature", ""));
        if (link == null || !link.path.equals(path)) {
            return Validity.FORGED;
        }
        return clock.instant().isBefore(link.end) ? Validity.VALID : Validity.EXPIRED;
    }

    /** The file that a link leads to, whether it still works or not. */
    public Optional<ExportFile> file(Map<String, String> query) {
        return Optional.ofNullable(links.get(query.getOrDefault("X-Goog-Signature", "")))
                .map(Link::file);
    }

    /** Ends all links to a file that were given out so far. */
    public void expire(ExportFile file) {
        links.replaceAll(
                (signature, link) -> link.file.equals(file) ? new Link(link.path, file, clock.instant()) : link);
    }
}
