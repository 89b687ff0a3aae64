/** Carries out what a script of faults says. */
@NullMarked
package io.github.cartoactivity.testing.internal.faults;

import org.jspecify.annotations.NullMarked;
