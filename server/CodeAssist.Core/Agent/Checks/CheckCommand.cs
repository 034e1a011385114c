namespace CodeAssist.Core.Agent.Checks;

/// <summary>A command that says whether code is sound: a build, or tests.</summary>
/// <param name="Arguments">The program and its arguments.</param>
/// <param name="Folder">Where it starts, relative to the root; empty for the root.</param>
public sealed record CheckCommand(IReadOnlyList<string> Arguments, string Folder)
{
    public string Words => string.Join(' ', Arguments);
}
