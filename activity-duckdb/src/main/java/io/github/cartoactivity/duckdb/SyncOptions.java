package io.github.cartoactivity.duckdb;

import io.github.cartoactivity.model.ExportFormat;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Optional;

/**
 * What a sync brings up to date. Immutable; every {@code with...} method gives a copy.
 *
 * <pre>{@code
 * SyncOptions options = SyncOptions.since(LocalDate.parse("2025-10-01")).withLookBack(3);
 * }</pre>
 *
 * @param start the first UTC day that the archive should have
 * @param end the last one; empty for the newest that is ready
 * @param lookBack how many of the newest days to fetch again and replace, because events may come late; older days too
 *     that were last fetched before they were so old, after some days without a sync for example; 0 by default
 * @param format what to ask the server for; Parquet by default
 * @param damageCheck how closely to look at the days that are there; {@link DamageCheck#ENDINGS} by default
 * @param clock tells which days are ready; the system's by default
 * @param conversion memory, threads and the like while days are written; where the spill directory is has no effect,
 *     because that is within the archive
 * @param pseudonyms puts pseudonyms in the place of all user ids and e-mail addresses before anything is kept; none by
 *     default
 * @param forgetting keeps people forgotten; needed once {@link ActivityArchive#forget(String, PseudonymKey)} was called
 */
public record SyncOptions(
        LocalDate start,
        Optional<LocalDate> end,
        int lookBack,
        ExportFormat format,
        DamageCheck damageCheck,
        Clock clock,
        DatabaseOptions conversion,
        Optional<PseudonymKey> pseudonyms,
        Optional<PseudonymKey> forgetting) {

    /**
     * Checks the numbers.
     *
     * @throws IllegalArgumentException if the end lies before the start, or the look-back is negative
     */
    public SyncOptions {
        if (end.isPresent() && end.get().isBefore(start)) {
            throw new IllegalArgumentException("A sync cannot end on " + end.get() + ", before its start " + start);
        }
        if (lookBack < 0) {
            throw new IllegalArgumentException("A look-back cannot be negative: " + lookBack);
        }
    }

    /**
     * All days from one on, with defaults for the rest.
     *
     * @param start the first UTC day
     * @return the options
     */
    public static SyncOptions since(LocalDate start) {
        return new SyncOptions(
                start,
                Optional.empty(),
                0,
                ExportFormat.PARQUET,
                DamageCheck.ENDINGS,
                Clock.systemUTC(),
                DatabaseOptions.defaults(),
                Optional.empty(),
                Optional.empty());
    }

    /**
     * The same up to a day.
     *
     * @param last the last UTC day, included
     * @return a copy
     * @throws IllegalArgumentException if it lies before the start
     */
    public SyncOptions withEnd(LocalDate last) {
        return new SyncOptions(
                start, Optional.of(last), lookBack, format, damageCheck, clock, conversion, pseudonyms, forgetting);
    }

    /**
     * The same, with the newest days fetched again.
     *
     * @param days how many, 0 for none
     * @return a copy
     * @throws IllegalArgumentException if it is negative
     */
    public SyncOptions withLookBack(int days) {
        return new SyncOptions(start, end, days, format, damageCheck, clock, conversion, pseudonyms, forgetting);
    }

    /**
     * The same with another format of the server's files. What the archive holds does not depend on it.
     *
     * @param wanted the format
     * @return a copy
     */
    public SyncOptions withFormat(ExportFormat wanted) {
        return new SyncOptions(start, end, lookBack, wanted, damageCheck, clock, conversion, pseudonyms, forgetting);
    }

    /**
     * The same with a closer look at what is there.
     *
     * @param check how close
     * @return a copy
     */
    public SyncOptions withDamageCheck(DamageCheck check) {
        return new SyncOptions(start, end, lookBack, format, check, clock, conversion, pseudonyms, forgetting);
    }

    /**
     * The same by another clock.
     *
     * @param wanted the clock
     * @return a copy
     */
    public SyncOptions withClock(Clock wanted) {
        return new SyncOptions(start, end, lookBack, format, damageCheck, wanted, conversion, pseudonyms, forgetting);
    }

    /**
     * The same with other limits while days are written.
     *
     * @param wanted memory, threads
     * @return a copy
     */
    public SyncOptions withConversion(DatabaseOptions wanted) {
        return new SyncOptions(start, end, lookBack, format, damageCheck, clock, wanted, pseudonyms, forgetting);
    }

    /**
     * The same, with pseudonyms in the place of people: in the payloads of events, in usage and in snapshots of the
     * users. Whoever is in the list of users, in usage or in a payload's {@code userId} is found in all texts, whatever the
     * id looks like; others where it begins as CARTO's do ({@code auth0|}, {@code google-oauth2|}, {@code saml-...|} and the
     * like) or is an address. What a failed job has downloaded is not kept for the next run.
     *
     * @param key makes the pseudonyms; to be kept outside the archive
     * @return a copy
     */
    public SyncOptions withPseudonyms(PseudonymKey key) {
        return new SyncOptions(
                start, end, lookBack, format, damageCheck, clock, conversion, Optional.of(key), forgetting);
    }

    /**
     * The same, with the key that people were forgotten with, so that days that are fetched now do not bring them back: the
     * archive knows whom by their pseudonyms only. A sync of an archive in which somebody was forgotten fails without this
     * key. Where {@link #withPseudonyms(PseudonymKey)} has the same key, that is enough.
     *
     * @param key the key of {@link ActivityArchive#forget(String, PseudonymKey)}; to be kept outside the archive
     * @return a copy
     */
    public SyncOptions withForgetting(PseudonymKey key) {
        return new SyncOptions(
                start, end, lookBack, format, damageCheck, clock, conversion, pseudonyms, Optional.of(key));
    }
}
