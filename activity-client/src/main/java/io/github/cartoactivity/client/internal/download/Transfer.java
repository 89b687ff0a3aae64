package io.github.cartoactivity.client.internal.download;

import io.github.cartoactivity.client.internal.download.FileRequest.Range;
import io.github.cartoactivity.client.internal.download.Segments.Span;
import java.io.IOException;
import java.net.http.HttpHeaders;
import java.util.Optional;

/**
 * One version of a file on its way into its part file: what the server announced about it, and which bytes are here.
 * When the server turns out to have another version, the transfer is dropped as a whole, and no byte of it can reach the
 * part file any more.
 */
final class Transfer {
    private final HttpHeaders announced;
    private final ObjectVersion version;
    private final Segments segments;
    private final SegmentRules rules;
    private final PartFile part;
    private final int edition;

    /** Begins anew, with nothing in the part file. */
    Transfer(HttpHeaders announced, PartFile part, SegmentRules rules) throws IOException {
        this.announced = announced;
        this.version = ObjectVersion.of(announced);
        this.segments =
                new Segments(announced.firstValueAsLong("content-length").orElse(-1), rules);
        this.rules = rules;
        this.part = part;
        this.edition = part.newEdition(announced);
    }

    /** Goes on with what an earlier run has left in the part file. */
    Transfer(PartNote left, PartFile part, SegmentRules rules) {
        this.announced = left.announced();
        this.version = ObjectVersion.of(announced);
        this.segments = new Segments(left.size(), left.flushed(), rules);
        this.rules = rules;
        this.part = part;
        this.edition = part.edition();
    }

    /** What the server said about the file when it began to send it. */
    HttpHeaders announced() {
        return announced;
    }

    ObjectVersion version() {
        return version;
    }

    Segments segments() {
        return segments;
    }

    /** How to ask for what is missing of a span. */
    Range range(Span span) {
        boolean toTheEnd = span.end() >= segments.total();
        return new Range(span.position(), toTheEnd ? Long.MAX_VALUE : span.end(), version.strongETag());
    }

    /** The range of an answer, if it is the one asked for and of this version. */
    Optional<BodyRange> continuation(HttpHeaders headers, Range asked) {
        return BodyRange.of(headers)
                .filter(range -> version.equals(ObjectVersion.of(headers)))
                .filter(range -> range.covers(asked.from(), asked.end(), segments.total()));
    }

    /** Whether the file is large, and the server, by what it says in an answer, able to send parts of it. */
    boolean canBeSplit(HttpHeaders answer) {
        boolean sendsParts = answer.firstValue("content-range").isPresent()
                || answer.firstValue("accept-ranges").orElse("").equalsIgnoreCase("bytes");
        return sendsParts && version.allowsResume() && segments.total() >= rules.threshold();
    }

    /** What brings the bytes of one answer into a span. */
    SpanWriter writer(Span span, BlockPool blocks) {
        return new SpanWriter(part, edition, span, segments.total(), blocks);
    }
}
