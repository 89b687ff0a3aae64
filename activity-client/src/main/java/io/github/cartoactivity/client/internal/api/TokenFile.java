package io.github.cartoactivity.client.internal.api;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cartoactivity.client.Credentials;
import io.github.cartoactivity.client.spi.LockFile;
import io.github.cartoactivity.client.spi.PrivateFiles;
import java.io.Closeable;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * Tokens on the disk, for processes that come and go: each may use what another has obtained. One file holds the tokens
 * of several clients and endpoints. It is readable by its owner only; a file that is not, or that cannot be understood,
 * is not trusted and is replaced. Trouble with the file never fails a call, it only costs a token.
 */
public final class TokenFile {
    private static final Logger LOG = System.getLogger(TokenFile.class.getName());
    private static final int MAX_BYTES = 256 * 1024;
    private static final Set<PosixFilePermission> OWNER_ONLY =
            Set.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

    private final Path file;
    private final String key;
    private final ObjectMapper mapper = new ObjectMapper();

    /** A token and when it should be replaced. */
    record Stored(String token, Instant renewAt) {
        @Override
        public String toString() {
            return "Stored[***, renewAt=" + renewAt + "]";
        }
    }

    /** The key covers the secret too: a wrong secret must not pass because a right one did. */
    public TokenFile(Path file, URI tokenUrl, Credentials.Client client) {
        this.file = file.toAbsolutePath();
        this.key = hash(tokenUrl + "|" + client.id() + "|" + client.secret());
    }

    Optional<Stored> read(Instant now) {
        try {
            JsonNode entry = entries().path(key);
            Stored stored = new Stored(
                    entry.path("token").asText(""),
                    Instant.parse(entry.path("renewAt").asText("")));
            boolean usable = stored.token().matches("[\\x21-\\x7e]+") && now.isBefore(stored.renewAt());
            return usable ? Optional.of(stored) : Optional.empty();
        } catch (IOException | DateTimeException e) {
            return Optional.empty();
        }
    }

    void write(Stored stored) {
        update(entries -> entries.putObject(key)
                .put("token", stored.token())
                .put("renewAt", stored.renewAt().toString()));
    }

    /** Forgets a token that the server refuses, unless another has taken its place already. */
    void remove(String token) {
        update(entries -> {
            if (entries.path(key).path("token").asText("").equals(token)) {
                entries.remove(key);
            }
        });
    }

    /** The right to obtain a token; empty while another process, or another client of this one, has it. */
    Optional<Closeable> tryLock() {
        try {
            PrivateFiles.prepareDirectory(parent());
            return LockFile.tryLock(file.resolveSibling(file.getFileName() + ".lock"))
                    .map(Closeable.class::cast);
        } catch (IOException | RuntimeException e) {
            LOG.log(Level.WARNING, "The token file {0} cannot be locked", file);
            return Optional.of(() -> {});
        }
    }

    void release(Closeable lock) {
        try {
            lock.close();
        } catch (IOException e) {
            LOG.log(Level.WARNING, "The lock of the token file {0} cannot be released", file);
        }
    }

    private void update(Consumer<ObjectNode> change) {
        try {
            ObjectNode entries = entries();
            change.accept(entries);
            PrivateFiles.prepareDirectory(parent());
            Path temporary = file.resolveSibling(file.getFileName() + "." + UUID.randomUUID() + ".part");
            try {
                PrivateFiles.writePrivate(temporary, mapper.writeValueAsBytes(entries));
                PrivateFiles.publish(temporary, file);
            } finally {
                Files.deleteIfExists(temporary);
            }
        } catch (IOException | RuntimeException e) {
            LOG.log(Level.WARNING, "The token file {0} cannot be written", file);
        }
    }

    private ObjectNode entries() throws IOException {
        if (!isTrustworthy()) {
            return mapper.createObjectNode();
        }
        try {
            JsonNode json = mapper.readTree(Files.readString(file, StandardCharsets.UTF_8));
            return json instanceof ObjectNode entries ? entries : mapper.createObjectNode();
        } catch (JacksonException | CharacterCodingException e) {
            return mapper.createObjectNode();
        }
    }

    private boolean isTrustworthy() throws IOException {
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) || Files.size(file) > MAX_BYTES) {
            return false;
        }
        boolean posix = file.getFileSystem().supportedFileAttributeViews().contains("posix");
        if (posix && !OWNER_ONLY.containsAll(Files.getPosixFilePermissions(file))) {
            LOG.log(Level.WARNING, "The token file {0} can be read by others, so it is not trusted", file);
            return false;
        }
        return true;
    }

    private Path parent() {
        Path parent = file.getParent();
        return parent == null ? file : parent;
    }

    private static String hash(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }
}
