/** The model, written once against the operators, and everything around it: files, pictures, text, the command line. */
module org.flux4j.core {
    requires java.desktop;
    requires transitive com.fasterxml.jackson.databind;
    requires transitive org.flux4j.ref;
    requires com.twelvemonkeys.imageio.webp;
    requires info.picocli;
    requires jdk.incubator.vector;
    requires me.tongfei.progressbar;
    requires org.apache.commons.compress;

    exports org.flux4j;
    exports org.flux4j.io;
    exports org.flux4j.model;
    exports org.flux4j.picture;
    exports org.flux4j.pipeline;
    exports org.flux4j.sampling;
    exports org.flux4j.text;
    exports org.flux4j.train;
    exports org.flux4j.train.world;
    exports org.flux4j.vector;

    opens org.flux4j.cli to
            com.fasterxml.jackson.databind,
            info.picocli;

    uses org.flux4j.op.OperatorsProvider;

    provides org.flux4j.op.OperatorsProvider with
            org.flux4j.vector.VectorProvider;
}
