package io.github.cartoactivity.duckdb.internal.archive;

import io.github.cartoactivity.client.spi.PrivateFiles;
import io.github.cartoactivity.duckdb.ArchiveException;
import io.github.cartoactivity.duckdb.PseudonymKey;
import io.github.cartoactivity.model.ErrorDetails;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

/**
 * Who is to stay forgotten when days are fetched again. The archive keeps what stands in its files anyway, the pseudonyms
 * of ids and addresses, and which key made them; never an id, an address, or the key.
 *
 * @param keyFingerprint which key; empty where nobody was forgotten
 * @param pseudonyms of ids and of addresses
 */
record Forgotten(String keyFingerprint, Set<String> pseudonyms) {
    static final Forgotten NOBODY = new Forgotten("", Set.of());

    private static final String MAGIC = "carto-activity-forgotten-1";
    private static final long MAX_BYTES = 64L << 20;

    /** Copies the set. */
    Forgotten {
        pseudonyms = Set.copyOf(pseudonyms);
    }

    /** Reads an archive's list. */
    static Forgotten read(ArchiveLayout layout) {
        Path file = layout.forgotten();
        if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            return NOBODY;
        }
        return parse(file)
                .orElseThrow(() -> new ArchiveException(
                        ErrorDetails.of(
                                        "The archive's list of forgotten people is damaged",
                                        "Put it back from a copy; or remove it, and forget the same people again with"
                                                + " the same key before the next sync")
                                .with("file", file),
                        null));
    }

    /** Whether an archive's list is there and damaged. */
    static boolean isDamaged(Path file) {
        return Files.exists(file, LinkOption.NOFOLLOW_LINKS) && parse(file).isEmpty();
    }

    private static Optional<Forgotten> parse(Path file) {
        try {
            if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) || Files.size(file) > MAX_BYTES) {
                return Optional.empty();
            }
            List<String> lines = Files.readAllLines(file);
            String[] head = lines.isEmpty() ? new String[0] : lines.get(0).split(" ", -1);
            List<String> rest = lines.subList(Math.min(1, lines.size()), lines.size());
            boolean sound = head.length == 3 && head[0].equals(MAGIC) && head[2].equals(checksum(head[1], rest));
            return sound ? Optional.of(new Forgotten(head[1], new TreeSet<>(rest))) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** The list with more people. */
    Forgotten with(PseudonymKey key, Collection<String> more) {
        Set<String> all = new TreeSet<>(pseudonyms);
        all.addAll(more);
        return new Forgotten(key.fingerprint(), all);
    }

    /** Puts the list in the place of the archive's. Only who holds the lock may do that. */
    void write(ArchiveLayout layout) {
        Path part = layout.staging().resolve("part-" + UUID.randomUUID());
        List<String> sorted = List.copyOf(new TreeSet<>(pseudonyms));
        String head = String.join(" ", MAGIC, keyFingerprint, checksum(keyFingerprint, sorted));
        try {
            PrivateFiles.prepareDirectory(layout.staging());
            String text = head + "\n" + String.join("\n", sorted) + "\n";
            PrivateFiles.writePrivate(part, text.getBytes(StandardCharsets.UTF_8));
            PrivateFiles.syncFile(part);
            PrivateFiles.publish(part, layout.forgotten());
            PrivateFiles.syncDirectory(layout.root());
        } catch (IOException e) {
            throw PrivateFiles.failure("The list of forgotten people cannot be written", layout.forgotten(), e);
        }
    }

    /** As {@link #write}, where the list may not have been there. */
    void restore(ArchiveLayout layout) {
        if (!pseudonyms.isEmpty()) {
            write(layout);
            return;
        }
        try {
            Files.deleteIfExists(layout.forgotten());
        } catch (IOException e) {
            throw PrivateFiles.failure("The list of forgotten people cannot be removed", layout.forgotten(), e);
        }
    }

    /** Refuses to go on with another key than the one that people were forgotten with. */
    void requireKey(Optional<PseudonymKey> key) {
        if (pseudonyms.isEmpty()
                || key.filter(given -> given.fingerprint().equals(keyFingerprint))
                        .isPresent()) {
            return;
        }
        String problem = key.isPresent()
                ? "People were forgotten in this archive with another key"
                : "People were forgotten in this archive, and without the key new days would bring them back";
        throw new ArchiveException(
                ErrorDetails.of(
                                problem,
                                "Give the key of the first ActivityArchive.forget; to a sync with"
                                        + " SyncOptions.withForgetting, or --forget-key on the command line")
                        .with("fingerprint of the key", keyFingerprint),
                null);
    }

    private static String checksum(String fingerprint, List<String> lines) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(fingerprint.getBytes(StandardCharsets.UTF_8));
            lines.forEach(line -> digest.update(("\n" + line).getBytes(StandardCharsets.UTF_8)));
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }
}
