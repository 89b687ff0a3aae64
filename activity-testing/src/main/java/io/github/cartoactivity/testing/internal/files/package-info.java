/** The files of an export: their rows, their bytes on disk, and the signed links to them. */
@NullMarked
package io.github.cartoactivity.testing.internal.files;

import org.jspecify.annotations.NullMarked;
