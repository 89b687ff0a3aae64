/** The two text formats of the API: JSON and CSV. */
@NullMarked
package io.github.cartoactivity.testing.internal.text;

import org.jspecify.annotations.NullMarked;
