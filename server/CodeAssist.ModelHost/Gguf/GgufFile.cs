using System.Diagnostics.CodeAnalysis;
using CodeAssist.ModelHost.Protocol;

namespace CodeAssist.ModelHost.Gguf;

/// <summary>Looks at a model file before llama.cpp does, which ends the process on some damaged ones.</summary>
internal static class GgufFile
{
    /// <summary>Reads and checks the header; the weights themselves are only checked to be there.</summary>
    public static bool TryRead(string path, [NotNullWhen(true)] out GgufHeader? header, [NotNullWhen(false)] out HostFailure? failure)
    {
        var isRead = TryOpen(path, expected: null, out var file, out failure);
        using (file)
        {
            header = file?.Header;
            return isRead;
        }
    }

    /// <summary>As the other, and keeps the file open.</summary>
    /// <param name="path">Absolute path.</param>
    /// <param name="expected">The file as it was when it was checked; null where nobody checked it.</param>
    /// <param name="file">The caller's to dispose.</param>
    /// <param name="failure">Why it cannot be used.</param>
    public static bool TryOpen(
        string path, FileStamp? expected, [NotNullWhen(true)] out OpenGguf<GgufHeader>? file, [NotNullWhen(false)] out HostFailure? failure) =>
        TryOpen(path, "model", expected, (parser, bytes) => new GgufValidation(parser).Check(Path.GetFileName(path), bytes), out file, out failure);

    /// <summary>Opens an adapter, and checks whether it fits a model.</summary>
    /// <param name="path">Absolute path.</param>
    /// <param name="model">The model.</param>
    /// <param name="file">The caller's to dispose.</param>
    /// <param name="failure">Why it cannot be used.</param>
    public static bool TryOpenAdapter(
        string path, GgufHeader model, [NotNullWhen(true)] out OpenGguf<AdapterHeader>? file, [NotNullWhen(false)] out HostFailure? failure) =>
        TryOpen(path, "adapter", expected: null, (parser, bytes) => new AdapterValidation(parser, model).Check(Path.GetFileNameWithoutExtension(path), bytes), out file, out failure);

    private static bool TryOpen<THeader>(
        string path,
        string noun,
        FileStamp? expected,
        Func<GgufParser, long, THeader> read,
        [NotNullWhen(true)] out OpenGguf<THeader>? file,
        [NotNullWhen(false)] out HostFailure? failure)
    {
        file = null;
        failure = WhyNot(path, noun);
        if (failure is not null)
        {
            return false;
        }

        FileStream? stream = null;
        try
        {
            stream = ModelFileStream.TryOpen(path);
            if (stream is null)
            {
                failure = new HostFailure(HostFailureKind.ModelInvalid, $"'{path}' is a pipe or a device, not a{(noun is "adapter" ? "n" : "")} {noun} file.", "Name a .gguf file.");
                return false;
            }

            Require(stream, expected);
            file = new OpenGguf<THeader>(path, stream, read(GgufParser.Parse(stream), stream.Length));
            return true;
        }
        catch (GgufFormatException exception)
        {
            failure = new HostFailure(
                HostFailureKind.ModelInvalid,
                $"'{path}' is not a usable {noun}: {exception.Message}.",
                $"Download or build the file again, or choose another {noun}.");
            return false;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            failure = new HostFailure(
                HostFailureKind.ModelUnreadable,
                $"'{path}' cannot be read: {exception.Message}",
                "Check the permissions of the file and of its folder.");
            return false;
        }
        finally
        {
            if (file is null)
            {
                stream?.Dispose();
            }
        }
    }

    private static HostFailure? WhyNot(string path, string noun) =>
        !Path.IsPathFullyQualified(path) ? new HostFailure(HostFailureKind.InvalidRequest, $"The {noun} path '{path}' is not absolute.", "Give the whole path.")
        : Directory.Exists(path) ? new HostFailure(HostFailureKind.ModelInvalid, $"'{path}' is a folder, not a file.", "Name a .gguf file.")
        : !File.Exists(path) ? new HostFailure(HostFailureKind.ModelMissing, $"There is no {noun} at '{path}'.", "Check the path in the settings.")
        : null;

    private static void Require(FileStream stream, FileStamp? expected)
    {
        if (expected is not null && (stream.Length != expected.Bytes || File.GetLastWriteTimeUtc(stream.SafeFileHandle) != expected.WrittenAt))
        {
            throw new GgufFormatException("it was changed after it was checked");
        }
    }
}
