package io.github.cartoactivity.client.spi;

/**
 * A column to read.
 *
 * @param index its place among the columns of the file, from 0
 * @param name its name as it stands in the file
 * @param kind what its cells are read as
 */
public record WantedColumn(int index, String name, CellKind kind) {}
