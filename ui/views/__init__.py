"""The pages of the app. Not named pages/: Streamlit would list a folder of that name beside its script by itself."""
