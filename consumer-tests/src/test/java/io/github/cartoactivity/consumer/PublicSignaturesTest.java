package io.github.cartoactivity.consumer;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaType;
import com.tngtech.archunit.core.domain.properties.HasModifiers;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What users see is made of the JDK, of this library, and of JSpecify's annotations. */
class PublicSignaturesTest {
    private static final List<String> ALLOWED =
            List.of("java.", "io.github.cartoactivity.", "org.jspecify.annotations.");

    @Test
    void noTypeOfAnotherLibraryStandsInAPublicSignature() {
        Set<String> strangers = new TreeSet<>();
        new ClassFileImporter()
                        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                        .importPackages("io.github.cartoactivity")
                        .stream()
                        .filter(type -> isVisible(type) && !isInternal(type.getPackageName()))
                        .forEach(type -> types(type)
                                .flatMap(used -> used.getAllInvolvedRawTypes().stream())
                                .map(JavaClass::getBaseComponentType)
                                .filter(used -> !isAllowed(used))
                                .forEach(used -> strangers.add(type.getName() + " shows " + used.getName())));
        assertThat(strangers).isEmpty();
    }

    private static Stream<JavaType> types(JavaClass type) {
        Stream<JavaType> inheritance = Stream.concat(type.getSuperclass().stream(), type.getInterfaces().stream());
        Stream<JavaType> fields = type.getFields().stream()
                .filter(PublicSignaturesTest::isVisible)
                .map(field -> field.getType());
        Stream<JavaType> codeUnits = type.getCodeUnits().stream()
                .filter(PublicSignaturesTest::isVisible)
                .flatMap(PublicSignaturesTest::types);
        return Stream.of(inheritance, fields, codeUnits).flatMap(types -> types);
    }

    private static Stream<JavaType> types(JavaCodeUnit unit) {
        return Stream.of(
                        Stream.<JavaType>of(unit.getReturnType()),
                        unit.getParameterTypes().stream(),
                        unit.getExceptionTypes().stream())
                .flatMap(types -> types);
    }

    private static boolean isVisible(HasModifiers member) {
        return member.getModifiers().contains(JavaModifier.PUBLIC)
                || member.getModifiers().contains(JavaModifier.PROTECTED);
    }

    private static boolean isInternal(String name) {
        return name.contains(".internal");
    }

    private static boolean isAllowed(JavaClass type) {
        return type.isPrimitive()
                || type.getName().equals("void")
                || (ALLOWED.stream().anyMatch(type.getName()::startsWith) && !isInternal(type.getPackageName()));
    }
}
