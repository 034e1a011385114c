using System.Text;
using CodeAssist.Core.Policy;
using CodeAssist.Processes.Directories;

namespace CodeAssist.Processes.Policy;

/// <summary>What the user decided on code leaving the machine: <c>policy.json</c> in the configuration directory, in the form of a repository's.</summary>
/// <remarks>A file of its own, so that the broker can read it without knowing settings, and a switch can write it without touching them.</remarks>
public static class UserPolicyFile
{
    private const string Name = "policy.json";
    private const string LocalOnly = "{\n  \"version\": 1,\n  \"localOnly\": true\n}\n";
    private const string Allowed = "{\n  \"version\": 1,\n  \"localOnly\": false\n}\n";

    public static string In(string configurationDirectory) => Path.Combine(configurationDirectory, Name);

    public static PolicyStatement Read(string file) => RepositoryPolicyFile.ReadIn(Path.GetDirectoryName(file)!, Path.GetFileName(file));

    /// <summary>Keeps everything on this machine from now on.</summary>
    /// <returns>Null when it is written, otherwise why not.</returns>
    public static ProcessFailure? KeepLocal(string file) => Write(file, LocalOnly);

    /// <summary>Allows code to leave where nothing else forbids it.</summary>
    /// <returns>Null when it is written, otherwise why not.</returns>
    public static ProcessFailure? Allow(string file) => Write(file, Allowed);

    private static ProcessFailure? Write(string file, string content)
    {
        try
        {
            // Half a file would be a reason to stay local that nobody meant.
            ReplacedFile.Write(file, Encoding.UTF8.GetBytes(content));
            return null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return new ProcessFailure(
                ProcessFailureKind.DirectoryUnusable,
                $"The policy file {file} cannot be changed: {exception.Message.TrimEnd('.')}.",
                "See who may write there; what it says now holds.");
        }
    }
}
