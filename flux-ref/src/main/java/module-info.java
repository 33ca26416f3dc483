/** The contract of the operators ({@code org.flux4j.op}) and their scalar reference ({@code org.flux4j.ref}). */
module org.flux4j.ref {
    exports org.flux4j.op;
    exports org.flux4j.ref;

    uses org.flux4j.op.OperatorsProvider;

    provides org.flux4j.op.OperatorsProvider with
            org.flux4j.ref.RefProvider;
}
