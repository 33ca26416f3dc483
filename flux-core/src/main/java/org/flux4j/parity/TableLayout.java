package org.flux4j.parity;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.flux4j.BadInputException;
import org.flux4j.op.Shape;

/**
 * The widths of the columns of a report, in characters. They are determined before the first row is printed, so that
 * rows can be printed one by one and still be aligned.
 */
record TableLayout(int caseName, int op, int output, int shape, int tolerance) {
    private static final TableLayout HEADINGS = new TableLayout(
            "case".length(), "operator".length(), "output".length(), "shape".length(), "tolerance".length());

    /** Returns the layout for all cases under the given paths, whose files are read for this purpose. */
    static TableLayout of(List<Path> paths) {
        Measure measure = new Measure();
        paths.forEach(path -> CaseFiles.visit(path, measure));
        return measure.layout;
    }

    /** Returns a line with the given cells, ready for the result to be appended. */
    String line(
            String caseName,
            String op,
            String output,
            String shape,
            String maxAbs,
            String maxRel,
            String rms,
            String tolerance) {
        String format = String.format(
                Locale.ROOT,
                "%%-%ds  %%-%ds  %%-%ds  %%-%ds  %%8s  %%8s  %%8s  %%-%ds  ",
                this.caseName,
                this.op,
                this.output,
                this.shape,
                this.tolerance);
        return String.format(Locale.ROOT, format, caseName, op, output, shape, maxAbs, maxRel, rms, tolerance);
    }

    private TableLayout with(GoldenCase golden, String output, Shape shape) {
        return new TableLayout(
                Math.max(caseName, golden.name().length()),
                Math.max(op, golden.op().length()),
                Math.max(this.output, output.length()),
                Math.max(this.shape, shape.toString().length()),
                Math.max(tolerance, golden.tolerance().toString().length()));
    }

    /** Measures the cells of the rows to come. Files that cannot be read have no rows; the run reports them. */
    private static final class Measure implements CaseFiles.Visitor {
        private TableLayout layout = HEADINGS;

        @Override
        public void found(CaseFile file) {
            try {
                GoldenCase golden = GoldenCase.read(file);
                golden.expected().forEach((name, tensor) -> layout = layout.with(golden, name, tensor.shape()));
            } catch (BadInputException e) {
                // no rows
            }
        }

        @Override
        public void unreadable(BadInputException problem) {
            // no rows
        }
    }
}
