namespace CodeAssist.Processes.Policy;

/// <summary>Where the user's decisions on code leaving the machine lie.</summary>
/// <param name="User">Absolute path of <see cref="UserPolicyFile"/>.</param>
/// <param name="Private">Absolute path of <see cref="PrivateRepositoriesFile"/>.</param>
public sealed record PolicyFiles(string User, string Private)
{
    /// <param name="configuration">The configuration directory.</param>
    /// <param name="data">The data directory.</param>
    public static PolicyFiles In(string configuration, string data) => new(UserPolicyFile.In(configuration), PrivateRepositoriesFile.In(data));
}
