package io.github.cartoactivity.testing;

import java.util.List;

/**
 * Something that goes wrong in one exchange with {@link FakeCarto}.
 *
 * <p>{@link WireFault}s can happen at every endpoint; {@link TokenFault}s, {@link JobFault}s and {@link FileFault}s only
 * at theirs. {@link FakeCarto#faults} scripts them one after the other, {@link FakeCarto#on} in any other way.
 *
 * <pre>{@code
 * carto.faults(Endpoint.CREATE_JOB, new WireFault.Status(503), new WireFault.LoseReply());
 * carto.on(Endpoint.FILE).file(7, new FileFault.ExpireLink());
 * }</pre>
 */
public sealed interface Fault permits WireFault, TokenFault, JobFault, FileFault, Fault.Several {

    /** What an ordinary exchange has: nothing goes wrong. Keeps a place in a script free. */
    static Fault none() {
        return new Several(List.of());
    }

    /**
     * Several faults in the same exchange.
     *
     * @param faults what goes wrong, applied in this order
     */
    record Several(List<Fault> faults) implements Fault {

        /** Copies the list. */
        public Several {
            faults = List.copyOf(faults);
        }

        /**
         * Several faults in the same exchange.
         *
         * @param faults what goes wrong, applied in this order
         */
        public Several(Fault... faults) {
            this(List.of(faults));
        }
    }
}
