/** The operators on a GPU, through TornadoVM: for now only their place. */
module org.flux4j.tornado {
    requires transitive org.flux4j.ref;
}
