/** The command line: one class per command, each a thin shell over what the packages below can do. */
package org.flux4j.cli;
