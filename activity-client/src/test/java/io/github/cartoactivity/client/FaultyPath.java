package io.github.cartoactivity.client;

import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import org.jspecify.annotations.Nullable;

/** A real path, seen through a {@link FaultyDisk}. */
record FaultyPath(FaultyDisk disk, Path real) implements Path {

    private static Path real(Path path) {
        return path instanceof FaultyPath faulty ? faulty.real : path;
    }

    private FaultyPath same(Path path) {
        return new FaultyPath(disk, path);
    }

    private @Nullable Path orNull(@Nullable Path path) {
        return path == null ? null : same(path);
    }

    @Override
    public FileSystem getFileSystem() {
        return disk;
    }

    @Override
    public boolean isAbsolute() {
        return real.isAbsolute();
    }

    @Override
    public @Nullable Path getRoot() {
        return orNull(real.getRoot());
    }

    @Override
    public @Nullable Path getFileName() {
        return orNull(real.getFileName());
    }

    @Override
    public @Nullable Path getParent() {
        return orNull(real.getParent());
    }

    @Override
    public int getNameCount() {
        return real.getNameCount();
    }

    @Override
    public Path getName(int index) {
        return same(real.getName(index));
    }

    @Override
    public Path subpath(int beginIndex, int endIndex) {
        return same(real.subpath(beginIndex, endIndex));
    }

    @Override
    public boolean startsWith(Path other) {
        return real.startsWith(real(other));
    }

    @Override
    public boolean endsWith(Path other) {
        return real.endsWith(real(other));
    }

    @Override
    public Path normalize() {
        return same(real.normalize());
    }

    @Override
    public Path resolve(Path other) {
        return same(real.resolve(real(other)));
    }

    @Override
    public Path relativize(Path other) {
        return same(real.relativize(real(other)));
    }

    @Override
    public URI toUri() {
        return real.toUri();
    }

    @Override
    public Path toAbsolutePath() {
        return same(real.toAbsolutePath());
    }

    @Override
    public Path toRealPath(LinkOption... options) throws IOException {
        return same(real.toRealPath(options));
    }

    @Override
    public WatchKey register(WatchService watcher, WatchEvent.Kind<?>[] events, WatchEvent.Modifier... modifiers) {
        throw new UnsupportedOperationException();
    }

    @Override
    public int compareTo(Path other) {
        return real.compareTo(real(other));
    }

    @Override
    public String toString() {
        return real.toString();
    }
}
