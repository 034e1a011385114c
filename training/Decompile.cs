// Writes the C# of assemblies: Decompile OUT A.dll B.dll ... Built by decompile.py; the decompiler is ILSpy's library.
using System.Reflection.PortableExecutable;
using ICSharpCode.Decompiler;
using ICSharpCode.Decompiler.CSharp;
using ICSharpCode.Decompiler.CSharp.ProjectDecompiler;
using ICSharpCode.Decompiler.Metadata;

foreach (var path in args[1..])
{
    var settings = new DecompilerSettings(LanguageVersion.CSharp13_0) { ThrowOnAssemblyResolveErrors = false, UseSdkStyleProjectFormat = true };
    settings.CSharpFormattingOptions.IndentationString = "    ";
    using var assembly = new PEFile(path);
    var resolver = new UniversalAssemblyResolver(path, false, assembly.DetectTargetFrameworkId());
    resolver.AddSearchDirectory(Path.GetDirectoryName(path));

    var folder = Directory.CreateDirectory(Path.Combine(args[0], Path.GetFileNameWithoutExtension(path)));
    new WholeProjectDecompiler(settings, resolver, null, null, null) { MaxDegreeOfParallelism = 1 }.DecompileProject(assembly, folder.FullName);
    Console.WriteLine(folder.Name);
}
