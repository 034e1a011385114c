namespace CodeAssist.Core.Agent.Actions;

/// <summary>A place at which a file is not what it was, and which can be taken back alone.</summary>
/// <param name="Line">Its first line in the file as it is, from zero.</param>
/// <param name="Diff">From its <c>@@</c> on, with the lines around it.</param>
/// <param name="Added">Lines that are new.</param>
/// <param name="Removed">Lines that are gone.</param>
public sealed record DifferingPlace(int Line, string Diff, int Added, int Removed);
