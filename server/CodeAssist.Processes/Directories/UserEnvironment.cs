namespace CodeAssist.Processes.Directories;

/// <summary>What the places of a user's files depend on, as values, so that the rules can be tested without changing the process.</summary>
/// <param name="Layout">Which rules apply.</param>
/// <param name="Home">Absolute path of the home directory, or null when nothing says where it is.</param>
/// <param name="UserId">Number of the user on Unix; 0 on Windows, where it is not used.</param>
/// <param name="Variable">Reads an environment variable; null when it is not set.</param>
public sealed record UserEnvironment(DirectoryLayout Layout, string? Home, uint UserId, Func<string, string?> Variable)
{
    /// <summary>The environment of the running process.</summary>
    public static UserEnvironment OfThisProcess()
    {
        var layout = OperatingSystem.IsWindows() ? DirectoryLayout.Windows
            : OperatingSystem.IsMacOS() ? DirectoryLayout.MacOs
            : DirectoryLayout.Xdg;
        var home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile, Environment.SpecialFolderOption.DoNotVerify);

        return new UserEnvironment(
            layout, home.Length == 0 ? null : home, FileStatus.EffectiveUserId(), Environment.GetEnvironmentVariable);
    }
}
