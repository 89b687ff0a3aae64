/**
 * Activity Data as a local database.
 *
 * <p>Start with {@link io.github.cartoactivity.duckdb.ActivityDatabase}: it opens an export or loose files and answers
 * SQL. A statement is a {@link io.github.cartoactivity.duckdb.SqlQuery}, an answer comes as
 * {@link io.github.cartoactivity.duckdb.Row}s, records, a stream, JSON or CSV. What it may take is in
 * {@link io.github.cartoactivity.duckdb.DatabaseOptions}. Errors are
 * {@link io.github.cartoactivity.duckdb.DatabaseException} for files and
 * {@link io.github.cartoactivity.duckdb.QueryException} for statements.
 *
 * <p>DuckDB's native library is unpacked into {@code java.io.tmpdir} at the first use (about 60 MB), which has to be
 * writable and must not be mounted {@code noexec}. From Java 24 on, {@code --enable-native-access=ALL-UNNAMED} (or the
 * module {@code duckdb.jdbc}) silences the JVM's warning.
 */
@NullMarked
package io.github.cartoactivity.duckdb;

import org.jspecify.annotations.NullMarked;
