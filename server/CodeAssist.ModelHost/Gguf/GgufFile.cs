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
        TryOpen(path, "model", expected, (parser, bytes) => new GgufValidation(parser).Check(Path.GetFileName(path), bytes), SplitModel.OpenOthers, out file, out failure);

    /// <summary>Opens an adapter, and checks whether it fits a model.</summary>
    /// <param name="path">Absolute path.</param>
    /// <param name="model">The model.</param>
    /// <param name="file">The caller's to dispose.</param>
    /// <param name="failure">Why it cannot be used.</param>
    public static bool TryOpenAdapter(
        string path, GgufHeader model, [NotNullWhen(true)] out OpenGguf<AdapterHeader>? file, [NotNullWhen(false)] out HostFailure? failure) =>
        TryOpen(path, "adapter", expected: null, (parser, bytes) => new AdapterValidation(parser, model).Check(Path.GetFileNameWithoutExtension(path), bytes), static (_, _) => [], out file, out failure);

    private static bool TryOpen<THeader>(
        string path,
        string noun,
        FileStamp? expected,
        Func<GgufParser, long, THeader> read,
        Func<string, GgufParser, IReadOnlyList<(string Path, FileStream Stream)>> openOthers,
        [NotNullWhen(true)] out OpenGguf<THeader>? file,
        [NotNullWhen(false)] out HostFailure? failure)
    {
        file = null;
        failure = WhyNot(path, noun);
        if (failure is not null)
        {
            return false;
        }

        List<(string Path, FileStream Stream)> parts = [];
        try
        {
            var stream = ModelFileStream.TryOpen(path);
            if (stream is null)
            {
                failure = new HostFailure(HostFailureKind.ModelInvalid, $"'{path}' is a pipe or a device, not a{(noun is "adapter" ? "n" : "")} {noun} file.", "Name a .gguf file.");
                return false;
            }

            parts.Add((path, stream));
            var parser = GgufParser.Parse(stream);
            parts.AddRange(openOthers(path, parser));
            Require(parts, expected);
            file = new OpenGguf<THeader>(parts, read(parser, parts.Sum(part => part.Stream.Length)));
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
                parts.ForEach(part => part.Stream.Dispose());
            }
        }
    }

    private static HostFailure? WhyNot(string path, string noun) =>
        !Path.IsPathFullyQualified(path) ? new HostFailure(HostFailureKind.InvalidRequest, $"The {noun} path '{path}' is not absolute.", "Give the whole path.")
        : Directory.Exists(path) ? new HostFailure(HostFailureKind.ModelInvalid, $"'{path}' is a folder, not a file.", "Name a .gguf file.")
        : !File.Exists(path) ? new HostFailure(HostFailureKind.ModelMissing, $"There is no {noun} at '{path}'.", "Check the path in the settings.")
        : null;

    private static void Require(IReadOnlyList<(string Path, FileStream Stream)> parts, FileStamp? expected)
    {
        if (expected is not null
            && (parts.Sum(part => part.Stream.Length) != expected.Bytes || parts.Max(part => File.GetLastWriteTimeUtc(part.Stream.SafeFileHandle)) != expected.WrittenAt))
        {
            throw new GgufFormatException("it was changed after it was checked");
        }
    }
}
