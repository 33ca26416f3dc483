/** Benchmarks of the backends. JMH calls the benchmarks, and the code that it generates for them, by reflection. */
module org.flux4j.jmh {
    requires info.picocli;
    requires jdk.incubator.vector;
    requires jdk.management;
    requires jdk.unsupported; // for JOL, which does not declare it
    requires jmh.core;
    requires jol.core;
    requires org.flux4j.core;

    opens org.flux4j.jmh;
    opens org.flux4j.jmh.jmh_generated;

    uses org.flux4j.op.OperatorsProvider;
}
