using System.Globalization;
using System.Text.Json;
using CodeAssist.Core.Policy;
using CodeAssist.Processes.Directories;

namespace CodeAssist.Processes.Policy;

/// <summary>Reads what a repository demands in <c>.codeassist/policy.json</c>: <c>{"version": 1, "localOnly": true}</c>.</summary>
/// <remarks>
/// Fails closed. Only a file that is certainly not there is silence; whatever is there and is not understood to the last key is
/// <see cref="PolicyStatement.Unusable"/>: a misspelt demand must not be taken for none.
/// </remarks>
public static class RepositoryPolicyFile
{
    private const string Folder = ".codeassist";
    private const string Name = "policy.json";
    private const int LargestBytes = 64 * 1024;
    private const int KnownVersion = 1;

    private static readonly JsonDocumentOptions _json = new()
    {
        AllowDuplicateProperties = false,
        AllowTrailingCommas = true,
        CommentHandling = JsonCommentHandling.Skip,
        MaxDepth = 8,
    };

    /// <param name="workspace">Absolute path of the folder that is open.</param>
    public static PolicyStatement Read(string workspace)
    {
        try
        {
            // Looked for by listing: "cannot be looked at" and "is not there" are one answer to a plain existence check.
            return Lists(workspace, Folder) ? ReadIn(Path.Combine(workspace, Folder), Name) : new PolicyStatement.Silent();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return new PolicyStatement.Unusable("cannot be read");
        }
    }

    /// <summary>Reads a policy file of this form, whoever it belongs to.</summary>
    internal static PolicyStatement ReadIn(string folder, string name)
    {
        var path = Path.Combine(folder, name);
        try
        {
            if (!Lists(folder, name))
            {
                return new PolicyStatement.Silent();
            }

            if (!FileStatus.IsRegular(path))
            {
                return new PolicyStatement.Unusable("is not an ordinary file");
            }

            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            if (file.Length > LargestBytes)
            {
                return new PolicyStatement.Unusable("is larger than 64 KiB");
            }

            var content = new byte[file.Length];
            file.ReadExactly(content);
            return Parse(content);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return new PolicyStatement.Unusable("cannot be read");
        }
    }

    /// <summary>Understands the content of a policy file, or says what about it is not understood.</summary>
    public static PolicyStatement Parse(ReadOnlyMemory<byte> content)
    {
        try
        {
            using var document = JsonDocument.Parse(WithoutMark(content), _json);
            return Understand(document.RootElement);
        }
        catch (JsonException exception)
        {
            // A key that is named twice comes without a line.
            var place = exception.LineNumber is { } line ? string.Create(CultureInfo.InvariantCulture, $" at line {line + 1}") : "";
            return new PolicyStatement.Unusable($"is not valid JSON{place}");
        }
    }

    private static PolicyStatement Understand(JsonElement root)
    {
        if (root.ValueKind is not JsonValueKind.Object)
        {
            return new PolicyStatement.Unusable("is not a JSON object");
        }

        if (!root.TryGetProperty("version", out var stated) || stated.ValueKind is not JsonValueKind.Number
            || !stated.TryGetInt32(out var version) || version < KnownVersion)
        {
            return new PolicyStatement.Unusable("has no version");
        }

        if (version > KnownVersion)
        {
            return new PolicyStatement.Unusable("was written for a later version of CodeAssist");
        }

        PolicyStatement statement = new PolicyStatement.Silent();
        foreach (var property in root.EnumerateObject())
        {
            switch (property.Name, property.Value.ValueKind)
            {
                case ("version", _):
                    break;
                case ("localOnly", JsonValueKind.True):
                    statement = new PolicyStatement.LocalOnly();
                    break;
                case ("localOnly", JsonValueKind.False):
                    statement = new PolicyStatement.Open();
                    break;
                case ("localOnly", _):
                    return new PolicyStatement.Unusable("has a localOnly that is neither true nor false");
                default:
                    return new PolicyStatement.Unusable($"has the key '{property.Name}', which this version does not know");
            }
        }

        return statement;
    }

    private static bool Lists(string directory, string name) => Directory.EnumerateFileSystemEntries(directory, name).Any();

    private static ReadOnlyMemory<byte> WithoutMark(ReadOnlyMemory<byte> content) =>
        content.Span.StartsWith("\uFEFF"u8) ? content[3..] : content;
}
