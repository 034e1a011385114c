namespace CodeAssist.Processes.Children;

/// <summary>A program to start: parsed arguments, a complete environment and a place. No shell ever sees it.</summary>
/// <param name="Program">What to run.</param>
/// <param name="Arguments">Its arguments, one each.</param>
/// <param name="Environment">All the variables it gets.</param>
/// <param name="WorkingDirectory">Absolute path.</param>
internal sealed record ChildCommand(
    Executable Program, IReadOnlyList<string> Arguments, IReadOnlyDictionary<string, string> Environment, string WorkingDirectory);
