/**
 * Statements that dig ids out of payloads, answered from the archive's own columns: {@code Rewriter} decides, {@code
 * QueryWalk} finds what can be replaced, {@code Scope} knows what a name certainly means.
 */
@org.jspecify.annotations.NullMarked
package io.github.cartoactivity.duckdb.internal.rewrite;
