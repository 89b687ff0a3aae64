package io.github.cartoactivity.client.internal.download;

import io.github.cartoactivity.client.internal.download.ByteRuns.Run;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * The plan of a file: which bytes are here, which are on their way, and who brings them. The main transfer goes from the
 * first byte on. Helpers take pieces off the far end, so that the main transfer need not stop before it meets them; what
 * a helper does not bring is left over for the next helper, in the end for the main transfer.
 */
final class Segments {
    private final SegmentRules rules;
    private final Span head;
    private final Deque<Span> leftOver = new ArrayDeque<>();
    private CompletableFuture<Void> change = new CompletableFuture<>();
    private long total;
    private long received;
    private int helpers;

    /** @param total the size of the file, or -1 where it is not known: then there are no helpers */
    Segments(long total, SegmentRules rules) {
        this.total = total;
        this.rules = rules;
        this.head = new Span(0, total < 0 ? Long.MAX_VALUE : total);
    }

    /**
     * A file of which something is here already.
     *
     * @param here what is here, in order and within the file
     */
    Segments(long total, List<Run> here, SegmentRules rules) {
        this.total = total;
        this.rules = rules;
        List<Run> gaps = ByteRuns.gaps(here, total);
        this.head = gaps.isEmpty() ? new Span(total, total) : span(gaps.get(0));
        gaps.stream().skip(1).map(this::span).forEach(leftOver::add);
        this.received =
                total - gaps.stream().mapToLong(gap -> gap.end() - gap.from()).sum();
    }

    private Span span(Run gap) {
        return new Span(gap.from(), gap.end());
    }

    /** The size of the file, or -1 while it is not known. */
    synchronized long total() {
        return total;
    }

    /** How many bytes have come. */
    synchronized long received() {
        return received;
    }

    /** How many bytes are not here, or 0 where that is not known. */
    synchronized long missing() {
        return Math.max(0, total - received);
    }

    synchronized boolean isWhole() {
        return helpers == 0 && received == total;
    }

    /** What the main transfer brings without a break. */
    Span head() {
        return head;
    }

    /** What the main transfer does next; empty when all is here, and while it has to wait for helpers. */
    synchronized Optional<Span> next() {
        return head.isFull() ? Optional.ofNullable(leftOver.poll()) : Optional.of(head);
    }

    /** A piece for one more helper, if there is one worth the trouble. */
    synchronized Optional<Span> claim() {
        Span piece = leftOver.poll();
        if (piece == null && total >= 0 && head.missing() >= 2 * rules.least()) {
            long fair = Math.min(rules.most(), head.missing() / (helpers + 2));
            long from = head.end - Math.max(rules.least(), fair);
            piece = new Span(from, head.end);
            head.end = from;
        }
        if (piece != null) {
            helpers++;
        }
        return Optional.ofNullable(piece);
    }

    /** The main transfer cannot bring more of it now. */
    synchronized void leave(Span span) {
        if (span != head && !span.isFull()) {
            leftOver.add(span);
        }
    }

    /** A helper has ended, with or without having brought all. */
    void helped(Span span) {
        CompletableFuture<Void> changed;
        synchronized (this) {
            helpers--;
            leave(span);
            changed = change;
            change = new CompletableFuture<>();
        }
        changed.complete(null);
    }

    /** Completes when a helper ends; at once when there is none. */
    synchronized CompletableFuture<Void> anyHelperDone() {
        return helpers == 0 || !leftOver.isEmpty() ? CompletableFuture.completedFuture(null) : change;
    }

    /** The size was not known, but now it is. */
    synchronized void sized(long size) {
        if (total < 0) {
            total = size;
            head.end = size;
        }
    }

    /** A run of bytes that one transfer brings. Its end may come nearer while it is on its way. */
    final class Span {
        private long position;
        private long end;

        private Span(long position, long end) {
            this.position = position;
            this.end = end;
        }

        /** The first byte that is missing. */
        long position() {
            synchronized (Segments.this) {
                return position;
            }
        }

        /** The first byte after it. */
        long end() {
            synchronized (Segments.this) {
                return end;
            }
        }

        boolean isFull() {
            return missing() == 0;
        }

        long missing() {
            synchronized (Segments.this) {
                return end - position;
            }
        }

        /** Takes the next bytes upon the caller, who writes them or gives them back; how many of those on offer are wanted. */
        int take(int offered) {
            synchronized (Segments.this) {
                int wanted = (int) Math.min(offered, end - position);
                position += wanted;
                received += wanted;
                return wanted;
            }
        }

        /** The bytes taken last are not going to be written. */
        void untake(int count) {
            synchronized (Segments.this) {
                position -= count;
                received -= count;
            }
        }
    }
}
