using System.Runtime.InteropServices;

namespace CodeAssist.ModelHost.Native;

/// <summary>The functions of <c>ggml-backend.h</c> that we use: the registry lives in one library, the accessors in another.</summary>
internal static unsafe partial class GgmlApi
{
    public const string Registry = "ggml";
    public const string Core = "ggml-base";

    /// <summary>Never <c>ggml_backend_load_all</c>, which also searches the current directory.</summary>
    [LibraryImport(Registry, EntryPoint = "ggml_backend_load_all_from_path", StringMarshalling = StringMarshalling.Utf8)]
    public static partial void LoadBackends(string directory);

    [LibraryImport(Registry, EntryPoint = "ggml_backend_dev_count")]
    public static partial nuint DeviceCount();

    [LibraryImport(Registry, EntryPoint = "ggml_backend_dev_get")]
    public static partial nint DeviceGet(nuint index);

    [LibraryImport(Registry, EntryPoint = "ggml_backend_reg_count")]
    public static partial nuint RegistryCount();

    [LibraryImport(Registry, EntryPoint = "ggml_backend_reg_get")]
    public static partial nint RegistryGet(nuint index);

    [LibraryImport(Core, EntryPoint = "ggml_backend_reg_name")]
    public static partial byte* RegistryName(nint registry);

    [LibraryImport(Core, EntryPoint = "ggml_backend_dev_get_props")]
    public static partial void DeviceGetProps(nint device, GgmlDeviceProps* properties);

    [LibraryImport(Core, EntryPoint = "ggml_backend_dev_backend_reg")]
    public static partial nint DeviceRegistry(nint device);

    [LibraryImport(Core, EntryPoint = "ggml_set_abort_callback")]
    public static partial void* SetAbortCallback(delegate* unmanaged[Cdecl]<byte*, void> callback);
}
