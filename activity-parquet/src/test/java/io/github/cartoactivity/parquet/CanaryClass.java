package io.github.cartoactivity.parquet;

/** A class that a file names; reading the file must not load it. */
public final class CanaryClass {
    static {
        System.setProperty("canary.sang", "true");
    }

    /** What an attacker would want to be called. */
    public CanaryClass(String argument) {
        System.setProperty("canary.sang", argument);
    }
}
