package io.github.cartoactivity.consumer;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What each module exports and requires; a change here is a change for users. */
class ModulesTest {

    private static ModuleDescriptor descriptor(String artifact) {
        return ModuleFinder.of(ClassPath.module(artifact))
                .findAll()
                .iterator()
                .next()
                .descriptor();
    }

    private static Set<String> exports(ModuleDescriptor module) {
        return module.exports().stream()
                .filter(export -> !export.isQualified())
                .map(ModuleDescriptor.Exports::source)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> requires(ModuleDescriptor module) {
        return module.requires().stream()
                .map(ModuleDescriptor.Requires::name)
                .filter(name -> !name.equals("java.base"))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void model() {
        assertThat(exports(descriptor("activity-model"))).containsExactly("io.github.cartoactivity.model");
        assertThat(requires(descriptor("activity-model")))
                .containsExactly(
                        "com.fasterxml.jackson.core",
                        "com.fasterxml.jackson.databind",
                        "com.fasterxml.jackson.datatype.jsr310",
                        "org.jspecify");
    }

    @Test
    void client() {
        assertThat(exports(descriptor("activity-client")))
                .containsExactly(
                        "io.github.cartoactivity.client",
                        "io.github.cartoactivity.client.error",
                        "io.github.cartoactivity.client.spi");
        assertThat(requires(descriptor("activity-client")))
                .containsExactly(
                        "com.fasterxml.jackson.databind",
                        "io.github.cartoactivity.model",
                        "java.net.http",
                        "jdk.unsupported",
                        "org.jspecify");
        assertThat(descriptor("activity-client").uses())
                .containsExactly("io.github.cartoactivity.client.spi.RowFormat");
    }

    @Test
    void duckdb() {
        assertThat(exports(descriptor("activity-duckdb")))
                .containsExactly("io.github.cartoactivity.duckdb", "io.github.cartoactivity.duckdb.query");
        assertThat(requires(descriptor("activity-duckdb")))
                .containsExactly(
                        "com.fasterxml.jackson.databind",
                        "com.fasterxml.jackson.datatype.jsr310",
                        "duckdb.jdbc",
                        "io.github.cartoactivity.client",
                        "java.sql",
                        "org.jspecify");
    }

    @Test
    void testing_needsNothingButTheModel() {
        assertThat(exports(descriptor("activity-testing"))).containsExactly("io.github.cartoactivity.testing");
        assertThat(requires(descriptor("activity-testing")))
                .containsExactly("io.github.cartoactivity.model", "org.jspecify");
    }

    @Test
    void parquet_hasAnAutomaticName() throws Exception {
        assertThat(Repository.read(Repository.ROOT.resolve("activity-parquet/pom.xml")))
                .contains("<Automatic-Module-Name>io.github.cartoactivity.parquet</Automatic-Module-Name>");
    }
}
