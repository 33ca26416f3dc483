/** The contract of the operators ({@code org.flux4j.op}) and their scalar reference ({@code org.flux4j.ref}). */
module org.flux4j.ref {
    exports org.flux4j.op;

    uses org.flux4j.op.OperatorsProvider;
}
