namespace CodeAssist.Processes.Running;

/// <summary>Finds the program that a command means: along the search path, or by its path from the command's folder. Never in the folder by its bare name.</summary>
internal static class ProgramPath
{
    /// <returns>Null where there is none.</returns>
    public static string? Find(string program, string folder, string? searchPath)
    {
        string[] endings = OperatingSystem.IsWindows() ? ["", ".exe", ".cmd", ".bat"] : [""];
        var places = program.AsSpan().IndexOfAny('/', '\\') >= 0
            ? [Path.GetFullPath(program, folder)]
            : (searchPath ?? "").Split(Path.PathSeparator).Where(Path.IsPathFullyQualified).Select(place => Path.Combine(place, program));
        return places.SelectMany(place => endings.Select(ending => place + ending)).FirstOrDefault(File.Exists);
    }
}
