package io.github.cartoactivity.consumer;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ForkJoinPool;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Which way dependencies point, and what is not done anywhere. */
class ArchitectureTest {
    private static final String BASE = "io.github.cartoactivity";
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(BASE);

    @Test
    void modulesDependOneWay() {
        layeredArchitecture()
                .consideringOnlyDependenciesInAnyPackage(BASE + "..")
                .layer("model")
                .definedBy(BASE + ".model..")
                .layer("client")
                .definedBy(BASE + ".client..")
                .layer("parquet")
                .definedBy(BASE + ".parquet..")
                .layer("duckdb")
                .definedBy(BASE + ".duckdb..")
                .layer("testing")
                .definedBy(BASE + ".testing..")
                .whereLayer("parquet")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("duckdb")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("testing")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("client")
                .mayOnlyBeAccessedByLayers("parquet", "duckdb")
                .check(CLASSES);
    }

    @Test
    void stagesOfTheClientDependOneWay() {
        String internal = BASE + ".client.internal";
        noClasses()
                .that()
                .resideInAPackage(internal + ".http..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(internal + ".api..", internal + ".download..", internal + ".rows..")
                .check(CLASSES);
        noClasses()
                .that()
                .resideInAPackage(internal + ".api..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(internal + ".download..", internal + ".rows..")
                .check(CLASSES);
        noClasses()
                .that()
                .resideInAPackage(internal + ".download..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(internal + ".api..", internal + ".rows..")
                .check(CLASSES);
        noClasses()
                .that()
                .resideInAPackage(internal + ".rows..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(internal + ".api..", internal + ".download..", internal + ".http..")
                .check(CLASSES);
    }

    @Test
    void internalsStayInTheirModule() {
        for (String module : new String[] {"client", "parquet", "duckdb", "testing"}) {
            noClasses()
                    .that()
                    .resideOutsideOfPackage(BASE + "." + module + "..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage(BASE + "." + module + ".internal..")
                    .check(CLASSES);
        }
    }

    @Test
    void nobodyUsesThreadsOfTheWholeProcess() {
        noClasses().should().callMethod(ForkJoinPool.class, "commonPool").check(CLASSES);
        noClasses()
                .should()
                .callMethod(CompletableFuture.class, "supplyAsync", Supplier.class)
                .check(CLASSES);
        noClasses()
                .should()
                .callMethod(CompletableFuture.class, "runAsync", Runnable.class)
                .check(CLASSES);
        noClasses().should().callMethod(Thread.class, "sleep", long.class).check(CLASSES);
    }

    @Test
    void nobodyAsksTheMachineForItsZoneOrDate() {
        noClasses().should().callMethod(ZoneId.class, "systemDefault").check(CLASSES);
        noClasses().should().callMethod(LocalDate.class, "now").check(CLASSES);
        noClasses().should().callMethod(Instant.class, "now").check(CLASSES);
        noClasses().should().callMethod(String.class, "toLowerCase").check(CLASSES);
        noClasses().should().callMethod(String.class, "toUpperCase").check(CLASSES);
        noClasses()
                .should()
                .dependOnClassesThat()
                .areAssignableTo(java.util.Date.class)
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(Timestamp.class)
                .check(CLASSES);
    }

    @Test
    void nobodyPrints() {
        noClasses().should().accessField(System.class, "out").check(CLASSES);
        noClasses().should().accessField(System.class, "err").check(CLASSES);
    }

    @Test
    void errorsShareOneRoot() {
        classes()
                .that()
                .haveSimpleNameEndingWith("Exception")
                .and()
                .haveModifier(JavaModifier.PUBLIC)
                .and()
                .resideOutsideOfPackages("..internal..", "..spi..")
                .should()
                .beAssignableTo(BASE + ".model.CartoActivityException")
                .check(CLASSES);
    }
}
