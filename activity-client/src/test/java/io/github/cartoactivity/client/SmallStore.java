package io.github.cartoactivity.client;

import java.nio.file.FileStore;
import java.nio.file.attribute.FileAttributeView;
import java.nio.file.attribute.FileStoreAttributeView;
import org.jspecify.annotations.Nullable;

/** A disk of which nothing is known but how much room is left. */
final class SmallStore extends FileStore {
    private final long free;

    SmallStore(long free) {
        this.free = free;
    }

    @Override
    public String name() {
        return "small";
    }

    @Override
    public String type() {
        return "small";
    }

    @Override
    public boolean isReadOnly() {
        return false;
    }

    @Override
    public long getTotalSpace() {
        return free;
    }

    @Override
    public long getUsableSpace() {
        return free;
    }

    @Override
    public long getUnallocatedSpace() {
        return free;
    }

    @Override
    public boolean supportsFileAttributeView(Class<? extends FileAttributeView> type) {
        return false;
    }

    @Override
    public boolean supportsFileAttributeView(String name) {
        return false;
    }

    @Override
    public <V extends FileStoreAttributeView> @Nullable V getFileStoreAttributeView(Class<V> type) {
        return null;
    }

    @Override
    public Object getAttribute(String attribute) {
        throw new UnsupportedOperationException(attribute);
    }
}
