/** The operators on a GPU, through TornadoVM. */
module org.flux4j.tornado {
    requires transitive org.flux4j.ref;
    requires tornado.api;

    exports org.flux4j.tornado;

    // TornadoVM looks kernels up by reflection
    opens org.flux4j.tornado to
            tornado.runtime;
    opens org.flux4j.tornado.fused to
            tornado.runtime;
    opens org.flux4j.tornado.tile to
            tornado.runtime;

    provides org.flux4j.op.OperatorsProvider with
            org.flux4j.tornado.LoopProvider,
            org.flux4j.tornado.TornadoProvider;
}
