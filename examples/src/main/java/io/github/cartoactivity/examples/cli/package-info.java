/**
 * The command line {@code carto-activity}: {@link io.github.cartoactivity.examples.cli.CartoActivity} picks the command,
 * and each command is a class of its own.
 */
@NullMarked
package io.github.cartoactivity.examples.cli;

import org.jspecify.annotations.NullMarked;
