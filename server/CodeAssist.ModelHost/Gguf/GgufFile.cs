using System.Diagnostics.CodeAnalysis;
using CodeAssist.ModelHost.Protocol;

namespace CodeAssist.ModelHost.Gguf;

/// <summary>Looks at a model file before llama.cpp does, which ends the process on some damaged ones.</summary>
internal static class GgufFile
{
    /// <summary>Reads and checks the header; the weights themselves are only checked to be there.</summary>
    public static bool TryRead(string path, [NotNullWhen(true)] out GgufHeader? header, [NotNullWhen(false)] out HostFailure? failure)
    {
        header = null;
        failure = null;
        if (!Path.IsPathFullyQualified(path))
        {
            failure = new HostFailure(HostFailureKind.InvalidRequest, $"The model path '{path}' is not absolute.", "Give the whole path.");
        }
        else if (Directory.Exists(path))
        {
            failure = new HostFailure(HostFailureKind.ModelInvalid, $"'{path}' is a folder, not a model file.", "Name a .gguf file.");
        }
        else if (!File.Exists(path))
        {
            failure = new HostFailure(HostFailureKind.ModelMissing, $"There is no model at '{path}'.", "Check the path in the settings.");
        }
        else
        {
            failure = Read(path, out header);
        }

        return failure is null;
    }

    private static HostFailure? Read(string path, out GgufHeader? header)
    {
        header = null;
        try
        {
            using var stream = ModelFileStream.TryOpen(path);
            if (stream is null)
            {
                return new HostFailure(
                    HostFailureKind.ModelInvalid, $"'{path}' is a pipe or a device, not a model file.", "Name a .gguf file.");
            }

            header = new GgufValidation(GgufParser.Parse(stream)).Check(Path.GetFileName(path), stream.Length);
            return null;
        }
        catch (GgufFormatException exception)
        {
            return new HostFailure(
                HostFailureKind.ModelInvalid,
                $"'{path}' is not a usable model: {exception.Message}.",
                "Download or build the file again, or choose another model.");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            return new HostFailure(
                HostFailureKind.ModelUnreadable,
                $"'{path}' cannot be read: {exception.Message}",
                "Check the permissions of the file and of its folder.");
        }
    }
}
