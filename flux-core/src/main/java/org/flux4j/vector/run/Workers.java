package org.flux4j.vector.run;

/** Runs the tasks of an operator. */
public interface Workers {
    /** Computes the outputs of the task of that index. */
    interface Task {
        void run(int index);
    }

    /** Returns the tasks as one worker runs them, having obtained the working memory for all of them. */
    interface Part {
        Task begin(Scratch scratch);
    }

    /** Returns the number of workers. */
    int count();

    /** Runs tasks 0 to {@code tasks} (exclusive), and returns when all are done. */
    void run(int tasks, Part part);

    /** Returns the bytes of the working memory of all workers. */
    long scratch();
}
