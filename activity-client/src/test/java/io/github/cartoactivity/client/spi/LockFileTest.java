package io.github.cartoactivity.client.spi;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.Closeable;
import java.io.File;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** F44: who has a lock keeps it, whatever others try, in this process and in others. */
class LockFileTest {
    @TempDir
    Path directory;

    private Path file() {
        return directory.resolve("lock");
    }

    @Test
    void f44_secondAttemptInTheSameProcess_isRefused_andDoesNotFreeTheLockForOtherProcesses() throws Exception {
        try (LockFile held = LockFile.tryLock(file()).orElseThrow()) {
            assertThat(LockFile.tryLock(file())).isEmpty();
            assertThat(LockFile.tryLock(directory.resolve("../" + directory.getFileName() + "/lock")))
                    .isEmpty();
            assertThat(LockProbe.isKeptOut(file())).isTrue();
            held.close();
            held.close();
            assertThat(LockProbe.isKeptOut(file())).isFalse();
        }
        try (LockFile again = LockFile.tryLock(file()).orElseThrow()) {
            assertThat(LockProbe.isKeptOut(file())).isTrue();
        }
    }

    @Test
    void f44_copyOfTheLibraryInAnotherClassLoader_isRefused_andDoesNotFreeTheLock() throws Exception {
        try (URLClassLoader other = new URLClassLoader(classPath(), ClassLoader.getPlatformClassLoader())) {
            Closeable held = lockedBy(other).orElseThrow();
            for (int attempt = 0; attempt < 3; attempt++) {
                assertThat(LockFile.tryLock(file())).isEmpty();
            }
            System.gc();
            assertThat(LockProbe.isKeptOut(file())).isTrue();
            held.close();
            try (LockFile ours = LockFile.tryLock(file()).orElseThrow()) {
                assertThat(lockedBy(other)).isEmpty();
                assertThat(LockProbe.isKeptOut(file())).isTrue();
            }
        }
    }

    private static URL[] classPath() throws MalformedURLException {
        List<URL> urls = new ArrayList<>();
        for (String place : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            urls.add(Path.of(place).toUri().toURL());
        }
        return urls.toArray(URL[]::new);
    }

    private Optional<Closeable> lockedBy(ClassLoader loader) throws ReflectiveOperationException {
        Class<?> copy = loader.loadClass(LockFile.class.getName());
        assertThat(copy).isNotSameAs(LockFile.class);
        Optional<?> lock = (Optional<?>) copy.getMethod("tryLock", Path.class).invoke(null, file());
        return lock.map(Closeable.class::cast);
    }

    @Test
    void holderMayDeleteTheFile_andTheNextOneMakesItAnew() throws IOException {
        try (LockFile held = LockFile.tryLock(file()).orElseThrow()) {
            Files.delete(file());
            assertThat(LockFile.tryLock(file())).isEmpty();
        }
        try (LockFile next = LockFile.tryLock(file()).orElseThrow()) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
                    .isEqualTo("rw-------");
        }
    }

    @Test
    void manyThreads_neverTwoHoldIt() throws Exception {
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        Callable<Integer> holder = () -> {
            int got = 0;
            for (int round = 0; round < 200; round++) {
                Optional<LockFile> lock = LockFile.tryLock(file());
                if (lock.isPresent()) {
                    most.accumulateAndGet(inside.incrementAndGet(), Math::max);
                    got++;
                    Files.deleteIfExists(file());
                    inside.decrementAndGet();
                    lock.get().close();
                }
            }
            return got;
        };
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            int got = 0;
            for (Future<Integer> each : threads.invokeAll(List.of(holder, holder, holder, holder))) {
                got += each.get();
            }
            assertThat(most).hasValue(1);
            assertThat(got).isPositive();
        } finally {
            threads.shutdownNow();
        }
    }
}
