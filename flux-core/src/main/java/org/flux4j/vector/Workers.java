package org.flux4j.vector;

/** Who computes the tasks of an operator. */
interface Workers {
    /** Computes the outputs of one task. */
    interface Task {
        void run(int index);
    }

    /** One worker's part in a job: takes the memory for all its tasks before the first of them. */
    interface Part {
        Task begin(Scratch scratch);
    }

    int count();

    /** Has tasks 0 to {@code tasks} (exclusive) computed, and returns when all are done. */
    void run(int tasks, Part part);

    /** The bytes of the working memory of all of them. */
    long scratch();
}
